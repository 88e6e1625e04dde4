package io.github.ollamagenerate.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.github.ollamagenerate.client.BaseUrl;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Gives the application's {@link WebClient.Builder} a connector, pool and headers that
 * are for Ollama alone, so that global settings of other clients do not reach it.
 */
class OllamaWebClientFactory implements DisposableBean {

	private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(30);

	private final OllamaClientHttpConnector connector;

	// questions about the server are answered also while generations hold each connection
	private final OllamaClientHttpConnector serverConnector;

	private final ServerHeaders serverHeaders;

	private final ObjectProvider<WebClient.Builder> webClientBuilder;

	private final List<OllamaWebClientCustomizer> customizers;

	OllamaWebClientFactory(OllamaProperties properties, OllamaGenerateConnectionDetails connectionDetails,
			ObjectProvider<WebClient.Builder> webClientBuilder, List<OllamaWebClientCustomizer> customizers) {
		this.webClientBuilder = webClientBuilder;
		this.customizers = customizers;
		this.serverHeaders = new ServerHeaders(BaseUrl.parse(connectionDetails.getBaseUrl()).uri(),
				properties.getHeaders(), connectionDetails.getApiKey());
		SslBundle sslBundle = connectionDetails.getSslBundle();
		this.connector = new OllamaClientHttpConnector(() -> connections(properties), properties, sslBundle);
		this.serverConnector = new OllamaClientHttpConnector(() -> connections("ollama-server").build(), properties,
				sslBundle);
		if (connectionDetails instanceof PropertiesOllamaGenerateConnectionDetails reloadable) {
			reloadable.onSslBundleUpdate((bundle) -> {
				this.connector.setSslBundle(bundle);
				this.serverConnector.setSslBundle(bundle);
			});
		}
	}

	private static ConnectionProvider connections(OllamaProperties properties) {
		Integer maxConnections = properties.getMaxConnections();
		Integer maxPending = properties.getPendingAcquireMaxCount();
		ConnectionProvider.Builder connections = connections("ollama")
			.maxConnections((maxConnections != null) ? maxConnections : Integer.MAX_VALUE)
			.pendingAcquireTimeout(properties.getPendingAcquireTimeout());
		if (maxPending != null) {
			connections.pendingAcquireMaxCount(maxPending);
		}
		return connections.build();
	}

	private static ConnectionProvider.Builder connections(String name) {
		return ConnectionProvider.builder(name).maxIdleTime(MAX_IDLE_TIME).evictInBackground(MAX_IDLE_TIME);
	}

	/**
	 * Return a builder for generations.
	 */
	WebClient.Builder forGenerations() {
		return configure(this.connector);
	}

	/**
	 * Return a builder for questions about the server.
	 */
	WebClient.Builder forServer() {
		return configure(this.serverConnector);
	}

	private WebClient.Builder configure(ClientHttpConnector connector) {
		// cloned, for the application's builder may be shared
		WebClient.Builder builder = this.webClientBuilder.getIfUnique(WebClient::builder)
			.clone()
			.clientConnector(connector)
			// first, to see the address as configured: other filters may choose a replica
			.filters((filters) -> filters.add(0, this.serverHeaders));
		this.customizers.forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

	@Override
	public void destroy() {
		this.connector.dispose();
		this.serverConnector.dispose();
	}

}
