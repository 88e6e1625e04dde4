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
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Sends requests to one server. The underlying client is created for the first request:
 * its codecs take longer to start than the rest of the starter.
 */
public final class HttpTransport {

	private final BaseUrl baseUrl;

	private final Supplier<WebClient> webClient;

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
		this.baseUrl = baseUrl;
		WebClient.Builder builder = webClientBuilder.clone();
		this.webClient = SingletonSupplier.of(() -> {
			if (connector != null) {
				builder.clientConnector(connector);
			}
			else if (!HttpExchangeFilter.isIn(builder)) {
				builder.clientConnector(OllamaClientHttpConnector.shared());
			}
			baseUrl.applyTo(builder);
			HttpExchangeFilter.addTo(builder);
			return builder.build();
		});
	}

	/**
	 * Return the underlying client.
	 * @return the client, whose requests go to the server
	 */
	public WebClient webClient() {
		return this.webClient.get();
	}

	/**
	 * Return the address of the server.
	 * @return the URL
	 */
	public URI baseUrl() {
		return this.baseUrl.uri();
	}

}
