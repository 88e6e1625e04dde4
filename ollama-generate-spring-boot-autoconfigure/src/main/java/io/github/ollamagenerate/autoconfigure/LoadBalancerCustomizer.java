package io.github.ollamagenerate.autoconfigure;

import java.net.URI;

import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Lets a load balancer choose the server behind the configured name, for each request and
 * each attempt. Requests of further templates to other addresses go where they say.
 */
final class LoadBalancerCustomizer implements OllamaWebClientCustomizer {

	private final URI server;

	private final ExchangeFilterFunction loadBalancer;

	LoadBalancerCustomizer(URI server, ExchangeFilterFunction loadBalancer) {
		this.server = server;
		this.loadBalancer = loadBalancer;
	}

	@Override
	public void customize(WebClient.Builder webClientBuilder) {
		webClientBuilder.filter((request, next) -> ServerHeaders.isSameServer(this.server, request.url())
				? this.loadBalancer.filter(request, next) : next.exchange(request));
	}

}
