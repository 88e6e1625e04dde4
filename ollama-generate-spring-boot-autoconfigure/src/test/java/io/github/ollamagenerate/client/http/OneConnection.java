package io.github.ollamagenerate.client.http;

import java.time.Duration;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import io.github.ollamagenerate.client.GenerateTemplate;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Clients that have one connection at a time, so that each request comes over the
 * connection of the one before, unless that was closed.
 */
final class OneConnection implements BeforeEachCallback, AfterEachCallback {

	static final Duration TIMEOUT = Duration.ofSeconds(10);

	private ConnectionProvider connections;

	@Override
	public void beforeEach(ExtensionContext context) {
		this.connections = ConnectionProvider.builder("one").maxConnections(1).pendingAcquireMaxCount(-1).build();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		this.connections.dispose();
	}

	HttpClient httpClient() {
		return HttpClient.create(this.connections);
	}

	WebClient.Builder webClient() {
		return webClient(httpClient());
	}

	GenerateTemplate template(RawServer server) {
		return template(webClient(), server.url());
	}

	GenerateTemplate template(String url) {
		return template(webClient(), url);
	}

	static WebClient.Builder webClient(HttpClient httpClient) {
		return WebClient.builder().clientConnector(new ReactorClientHttpConnector(httpClient));
	}

	static GenerateTemplate template(WebClient.Builder webClient, String url) {
		return GenerateTemplate.builder(webClient)
			.baseUrl(url)
			.retry(1, Duration.ZERO, Duration.ZERO)
			.defaultRequest((request) -> request.model("m").timeouts((timeouts) -> timeouts.firstChunk(TIMEOUT)))
			.build();
	}

}
