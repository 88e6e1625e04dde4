/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.ollamagenerate.autoconfigure;

import java.util.List;
import java.util.Map;

import io.github.ollamagenerate.client.http.BaseUrl;
import io.github.ollamagenerate.client.http.ConnectionPoolUsage;
import io.github.ollamagenerate.client.http.ConnectionSettings;
import io.github.ollamagenerate.client.http.OllamaClientHttpConnector;
import io.github.ollamagenerate.client.http.ServerHeaders;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.webclient.observation.ObservationWebClientCustomizer;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Creates clients whose connector, pool and headers are for Ollama alone. What the
 * application sets for its other clients does not reach them: their filters, headers and
 * cookies may carry another service's credentials. Only the observation does, so that
 * traces go on.
 * <p>
 * The connectors are created for the first request, unless there is an SSL bundle that
 * may turn out to be wrong: Netty alone takes longer to start than the rest of the
 * starter.
 */
class OllamaWebClientFactory implements DisposableBean {

	private final OllamaProperties properties;

	private final OllamaGenerateConnectionDetails connectionDetails;

	private final ObjectProvider<ObservationWebClientCustomizer> observation;

	private final List<OllamaWebClientCustomizer> customizers;

	private final ConnectionPoolUsage connectionPoolUsage = new ConnectionPoolUsage();

	private @Nullable Connectors connectors;

	private HeaderSettings headerSettings;

	private ServerHeaders serverHeaders;

	private boolean closed;

	OllamaWebClientFactory(OllamaProperties properties, OllamaGenerateConnectionDetails connectionDetails,
			ObjectProvider<ObservationWebClientCustomizer> observation, List<OllamaWebClientCustomizer> customizers) {
		this.properties = properties;
		this.connectionDetails = connectionDetails;
		this.observation = observation;
		this.customizers = customizers;
		this.headerSettings = HeaderSettings.of(properties, connectionDetails);
		this.serverHeaders = this.headerSettings.serverHeaders();
		SslBundle sslBundle = connectionDetails.getSslBundle();
		if (sslBundle != null) {
			this.connectors = new Connectors(properties.connectionSettings(), sslBundle, this.connectionPoolUsage);
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

	/**
	 * Return the usage of the connections of generations.
	 */
	ConnectionPoolUsage connectionPoolUsage() {
		return this.connectionPoolUsage;
	}

	private synchronized Connectors connectors() {
		Assert.state(!this.closed, "The application context is closed");
		Connectors connectors = (this.connectors != null) ? this.connectors
				: new Connectors(this.properties.connectionSettings(), null, this.connectionPoolUsage);
		this.connectors = connectors;
		return connectors;
	}

	// read again for each client, for a refresh of the configuration creates a new one
	private synchronized ServerHeaders serverHeaders() {
		HeaderSettings settings = HeaderSettings.of(this.properties, this.connectionDetails);
		if (!settings.equals(this.headerSettings)) {
			this.serverHeaders = settings.serverHeaders();
			this.headerSettings = settings;
		}
		return this.serverHeaders;
	}

	private WebClient.Builder configure(ClientHttpConnector connector) {
		WebClient.Builder builder = WebClient.builder();
		this.observation.orderedStream().forEach((customizer) -> customizer.customize(builder));
		// the headers first, to see the address as configured: a load balancer chooses a
		// replica
		builder.clientConnector(connector).filter(serverHeaders());
		this.customizers.forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

	@Override
	public synchronized void destroy() {
		this.closed = true;
		if (this.connectors != null) {
			this.connectors.dispose();
		}
	}

	private static final class Connectors {

		private final OllamaClientHttpConnector generations;

		// questions about the server are answered also while generations hold each
		// connection
		private final OllamaClientHttpConnector server;

		Connectors(ConnectionSettings settings, @Nullable SslBundle sslBundle, ConnectionPoolUsage usage) {
			this.generations = OllamaClientHttpConnector.forGenerations(settings, sslBundle, usage);
			this.server = OllamaClientHttpConnector.forServer(settings, sslBundle);
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

	private record HeaderSettings(String baseUrl, Map<String, String> headers, @Nullable String apiKey) {

		static HeaderSettings of(OllamaProperties properties, OllamaGenerateConnectionDetails connectionDetails) {
			return new HeaderSettings(connectionDetails.getBaseUrl(), Map.copyOf(properties.getHeaders()),
					connectionDetails.getApiKey());
		}

		ServerHeaders serverHeaders() {
			return new ServerHeaders(BaseUrl.parse(this.baseUrl), this.headers, this.apiKey);
		}

	}

}
