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

package io.github.ollamagenerate.client.http;

import java.net.URI;

import io.github.ollamagenerate.BaseUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.DefaultUriBuilderFactory;

/**
 * Sends requests to one server. The underlying client is created for the first request:
 * its codecs take longer to start than the rest of the starter.
 */
public final class HttpTransport {

	private final BaseUrl baseUrl;

	private final WebClient.Builder builder;

	private final @Nullable ClientHttpConnector connector;

	private volatile @Nullable WebClient webClient;

	/**
	 * Create a transport.
	 * @param webClientBuilder the builder of the underlying client, which is not
	 * modified. Its connector is used only if it has the {@link HttpExchangeFilter}: any
	 * other may be the one of the application's other clients
	 * @param connector the connector, {@code null} for the one of the builder or the
	 * shared one
	 * @param baseUrl the address of the server
	 */
	public HttpTransport(WebClient.Builder webClientBuilder, @Nullable ClientHttpConnector connector, BaseUrl baseUrl) {
		this.builder = webClientBuilder.clone();
		this.connector = connector;
		this.baseUrl = baseUrl;
	}

	/**
	 * Return the underlying client.
	 * @return the client, whose requests go to the server
	 */
	public WebClient webClient() {
		WebClient created = this.webClient;
		return (created != null) ? created : create();
	}

	private synchronized WebClient create() {
		WebClient created = this.webClient;
		if (created == null) {
			WebClient.Builder builder = this.builder.clone();
			if (this.connector != null) {
				builder.clientConnector(this.connector);
			}
			else if (!HttpExchangeFilter.isIn(builder)) {
				builder.clientConnector(OllamaClientHttpConnector.shared());
			}
			address(builder, this.baseUrl);
			HttpExchangeFilter.addTo(builder);
			created = builder.build();
			this.webClient = created;
		}
		return created;
	}

	private static void address(WebClient.Builder builder, BaseUrl baseUrl) {
		// a factory of the application's would win over a base URL
		DefaultUriBuilderFactory uris = new DefaultUriBuilderFactory(baseUrl.uri().toString());
		uris.setEncodingMode(DefaultUriBuilderFactory.EncodingMode.VALUES_ONLY);
		builder.uriBuilderFactory(uris);
		String authentication = baseUrl.basicAuthentication();
		if (authentication != null) {
			builder.defaultHeaders((headers) -> {
				if (!headers.containsHeader(HttpHeaders.AUTHORIZATION)) {
					headers.set(HttpHeaders.AUTHORIZATION, authentication);
				}
			});
		}
	}

	/**
	 * Return the address of the server.
	 * @return the URL
	 */
	public URI baseUrl() {
		return this.baseUrl.uri();
	}

}
