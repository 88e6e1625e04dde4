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

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.ollamagenerate.BaseUrl;
import io.github.ollamagenerate.client.http.ConnectionPoolUsage;
import io.github.ollamagenerate.client.http.ConnectionSettings;
import io.github.ollamagenerate.client.http.HttpExchangeFilter;
import io.github.ollamagenerate.client.http.OllamaClientHttpConnector;
import io.github.ollamagenerate.client.http.ServerHeaders;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.webclient.observation.ObservationWebClientCustomizer;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Creates clients whose connector, pool and headers are for Ollama alone. What the
 * application sets for its other clients does not reach them: their filters, headers and
 * cookies may carry another service's credentials. Only the observation does, so that
 * traces go on.
 */
class OllamaWebClientFactory implements DisposableBean {

	private final OllamaProperties properties;

	private final OllamaGenerateConnectionDetails connectionDetails;

	private final ObjectProvider<ObservationWebClientCustomizer> observation;

	private final List<OllamaWebClientCustomizer> customizers;

	private final ConnectionPoolUsage connectionPoolUsage = new ConnectionPoolUsage();

	private final OllamaClientHttpConnector generations;

	// questions about the server are answered also while generations hold each connection
	private final OllamaClientHttpConnector server;

	private @Nullable ServerHeaders serverHeaders;

	private List<@Nullable Object> serverHeaderSettings = List.of();

	OllamaWebClientFactory(OllamaProperties properties, OllamaGenerateConnectionDetails connectionDetails,
			ObjectProvider<ObservationWebClientCustomizer> observation, List<OllamaWebClientCustomizer> customizers) {
		this.properties = properties;
		this.connectionDetails = connectionDetails;
		this.observation = observation;
		this.customizers = customizers;
		SslBundle sslBundle = connectionDetails.getSslBundle();
		ConnectionSettings settings = properties.connectionSettings();
		this.generations = OllamaClientHttpConnector.forGenerations(settings, sslBundle, this.connectionPoolUsage);
		this.server = OllamaClientHttpConnector.forServer(settings, sslBundle);
		if (connectionDetails instanceof PropertiesOllamaGenerateConnectionDetails reloadable) {
			reloadable.onSslBundleUpdate(this.generations::setSslBundle);
			reloadable.onSslBundleUpdate(this.server::setSslBundle);
		}
	}

	/**
	 * Return a builder for generations.
	 */
	WebClient.Builder forGenerations() {
		return configure(this.generations);
	}

	/**
	 * Return a builder for questions about the server.
	 */
	WebClient.Builder forServer() {
		return configure(this.server);
	}

	/**
	 * Return the usage of the connections of generations.
	 */
	ConnectionPoolUsage connectionPoolUsage() {
		return this.connectionPoolUsage;
	}

	// read again for each client, for a refresh of the configuration creates a new one
	private synchronized ServerHeaders serverHeaders() {
		String baseUrl = this.connectionDetails.getBaseUrl();
		Map<String, String> headers = Map.copyOf(this.properties.getHeaders());
		String apiKey = this.connectionDetails.getApiKey();
		// not a record, whose equals takes longer to link than all else here
		List<@Nullable Object> settings = Arrays.asList(baseUrl, headers, apiKey);
		ServerHeaders current = this.serverHeaders;
		if (current == null || !settings.equals(this.serverHeaderSettings)) {
			current = new ServerHeaders(BaseUrl.parse(baseUrl), headers, apiKey);
			this.serverHeaders = current;
			this.serverHeaderSettings = settings;
		}
		return current;
	}

	private WebClient.Builder configure(ClientHttpConnector connector) {
		WebClient.Builder builder = WebClient.builder();
		this.observation.orderedStream().forEach((customizer) -> customizer.customize(builder));
		// the headers first, to see the address as configured: a load balancer chooses a
		// replica
		builder.clientConnector(connector).filter(serverHeaders());
		this.customizers.forEach((customizer) -> customizer.customize(builder));
		HttpExchangeFilter.addTo(builder);
		return builder;
	}

	@Override
	public void destroy() {
		this.generations.dispose();
		this.server.dispose();
	}

}
