package io.github.ollamagenerate.autoconfigure;

import java.time.Duration;

import io.netty.resolver.DefaultAddressResolverGroup;
import io.github.ollamagenerate.client.BaseUrl;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Gives the application's {@link WebClient.Builder} a connector, pool and headers that
 * are for Ollama alone, so that global settings of other clients do not reach it.
 */
class OllamaWebClientFactory implements DisposableBean {

	private final ConnectionProvider connections = ConnectionProvider.builder("ollama")
		.maxConnections(Integer.MAX_VALUE)
		.maxIdleTime(Duration.ofSeconds(30))
		.evictInBackground(Duration.ofSeconds(30))
		.build();

	private final ClientHttpConnector connector;

	private final ServerHeaders serverHeaders;

	OllamaWebClientFactory(OllamaProperties properties, OllamaGenerateConnectionDetails connectionDetails) {
		this.serverHeaders = new ServerHeaders(BaseUrl.parse(connectionDetails.getBaseUrl()).uri(),
				properties.headers(), connectionDetails.getApiKey());
		this.connector = ClientHttpConnectorBuilder.reactor()
			.withHttpClientFactory(() -> HttpClient.create(this.connections))
			// as the JVM resolves, also on a Mac without Netty's own native resolver
			.withHttpClientCustomizer((client) -> client.resolver(DefaultAddressResolverGroup.INSTANCE))
			.build(HttpClientSettings.defaults()
				.withConnectTimeout(properties.connectTimeout())
				// a redirect would take the key to another host
				.withRedirects(HttpRedirects.DONT_FOLLOW)
				.withSslBundle(connectionDetails.getSslBundle()));
	}

	/**
	 * Return a builder that is set up for Ollama.
	 * @param builder the application's builder; it may be shared and is not changed
	 */
	WebClient.Builder configure(WebClient.Builder builder) {
		return builder.clone()
			.clientConnector(this.connector)
			// first, to see the address as configured: other filters may choose a replica
			.filters((filters) -> filters.add(0, this.serverHeaders));
	}

	@Override
	public void destroy() {
		this.connections.dispose();
	}

}
