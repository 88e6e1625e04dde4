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

import java.util.function.Supplier;

import io.github.ollamagenerate.BaseUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.DefaultUriBuilderFactory;

/**
 * Creates the client of one server when the first request needs it: its codecs take
 * longer to start than the rest of the starter.
 */
public final class ServerWebClient {

	private ServerWebClient() {
	}

	/**
	 * Return a supplier of a client whose requests go to a server.
	 * @param webClientBuilder the builder of the client, which is not modified. Its
	 * connector is used only if it has the {@link HttpExchangeFilter}: any other may be
	 * the one of the application's other clients
	 * @param connector the connector, {@code null} for the one of the builder or the
	 * shared one
	 * @param baseUrl the address of the server
	 */
	public static Supplier<WebClient> of(WebClient.Builder webClientBuilder, @Nullable ClientHttpConnector connector,
			BaseUrl baseUrl) {
		// the builder may change until the first request
		WebClient.Builder builder = webClientBuilder.clone();
		return SingletonSupplier.of(() -> create(builder.clone(), connector, baseUrl));
	}

	private static WebClient create(WebClient.Builder builder, @Nullable ClientHttpConnector connector,
			BaseUrl baseUrl) {
		if (connector != null) {
			builder.clientConnector(connector);
		}
		else if (!HttpExchangeFilter.isIn(builder)) {
			builder.clientConnector(OllamaClientHttpConnector.shared());
		}
		address(builder, baseUrl);
		HttpExchangeFilter.addTo(builder);
		return builder.build();
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

}
