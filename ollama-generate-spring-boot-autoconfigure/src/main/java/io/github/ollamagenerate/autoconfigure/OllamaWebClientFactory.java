package io.github.ollamagenerate.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.ollamagenerate.client.BaseUrl;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Gives the application's {@link WebClient.Builder} a connector, pool and headers that
 * are for Ollama alone, so that global settings of other clients do not reach it.
 * <p>
 * The connectors are created for the first request, unless there is an SSL bundle that
 * may turn out to be wrong: Netty alone takes longer to start than the rest of the
 * starter.
 */
class OllamaWebClientFactory implements DisposableBean {

	private final OllamaProperties properties;

	private final ServerHeaders serverHeaders;

	private final ObjectProvider<WebClient.Builder> webClientBuilder;

	private final List<OllamaWebClientCustomizer> customizers;

	private @Nullable Connectors connectors;

	OllamaWebClientFactory(OllamaProperties properties, OllamaGenerateConnectionDetails connectionDetails,
			ObjectProvider<WebClient.Builder> webClientBuilder, List<OllamaWebClientCustomizer> customizers) {
		this.properties = properties;
		this.webClientBuilder = webClientBuilder;
		this.customizers = customizers;
		this.serverHeaders = new ServerHeaders(BaseUrl.parse(connectionDetails.getBaseUrl()), properties.getHeaders(),
				connectionDetails.getApiKey());
		SslBundle sslBundle = connectionDetails.getSslBundle();
		if (sslBundle != null) {
			this.connectors = new Connectors(properties, sslBundle);
			if (connectionDetails instanceof PropertiesOllamaGenerateConnectionDetails reloadable) {
				reloadable.onSslBundleUpdate(this.connectors::setSslBundle);
			}
		}
	}

	/**
	 * Return a builder for generations.
	 */
	WebClient.Builder forGenerations() {
		return configure(connectors().generations);
	}

	/**
	 * Return a builder for questions about the server.
	 */
	WebClient.Builder forServer() {
		return configure(connectors().server);
	}

	private synchronized Connectors connectors() {
		Connectors connectors = (this.connectors != null) ? this.connectors : new Connectors(this.properties, null);
		this.connectors = connectors;
		return connectors;
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
	public synchronized void destroy() {
		if (this.connectors != null) {
			this.connectors.dispose();
		}
	}

	private static final class Connectors {

		private final OllamaClientHttpConnector generations;

		// questions about the server are answered also while generations hold each
		// connection
		private final OllamaClientHttpConnector server;

		Connectors(OllamaProperties properties, @Nullable SslBundle sslBundle) {
			this.generations = OllamaClientHttpConnector.forGenerations(properties, sslBundle);
			this.server = OllamaClientHttpConnector.forServer(properties, sslBundle);
		}

		private void setSslBundle(SslBundle sslBundle) {
			this.generations.setSslBundle(sslBundle);
			this.server.setSslBundle(sslBundle);
		}

		private void dispose() {
			this.generations.dispose();
			this.server.dispose();
		}

	}

}
