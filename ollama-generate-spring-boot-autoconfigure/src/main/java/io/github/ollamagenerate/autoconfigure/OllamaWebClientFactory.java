package io.github.ollamagenerate.autoconfigure;

import java.time.Duration;
import java.util.Map;

import io.netty.resolver.DefaultAddressResolverGroup;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.StringUtils;
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

	private final Map<String, String> headers;

	private final @Nullable String apiKey;

	OllamaWebClientFactory(OllamaProperties properties, @Nullable String apiKey, @Nullable SslBundle sslBundle) {
		this.headers = properties.headers();
		this.apiKey = apiKey;
		this.connector = ClientHttpConnectorBuilder.reactor()
			.withHttpClientFactory(() -> HttpClient.create(this.connections))
			// as the JVM resolves, also on a Mac without Netty's own native resolver
			.withHttpClientCustomizer((client) -> client.resolver(DefaultAddressResolverGroup.INSTANCE))
			.build(HttpClientSettings.defaults()
				.withConnectTimeout(properties.connectTimeout())
				// a redirect would take the key to another host
				.withRedirects(HttpRedirects.DONT_FOLLOW)
				.withSslBundle(sslBundle));
	}

	/**
	 * Set up a builder for Ollama.
	 * @param builder the application's builder, a prototype of our own
	 * @return the same builder
	 */
	WebClient.Builder configure(WebClient.Builder builder) {
		builder.clientConnector(this.connector);
		if (StringUtils.hasText(this.apiKey)) {
			builder.defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + this.apiKey);
		}
		this.headers.forEach(builder::defaultHeader);
		return builder;
	}

	@Override
	public void destroy() {
		this.connections.dispose();
	}

}
