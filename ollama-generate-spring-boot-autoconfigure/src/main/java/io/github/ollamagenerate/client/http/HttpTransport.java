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

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Sends requests to one server.
 */
public final class HttpTransport {

	private HttpTransport() {
	}

	/**
	 * Return a client for an address.
	 * @param webClientBuilder the builder, which is not modified
	 * @param baseUrl the address
	 * @return the client
	 */
	public static WebClient webClient(WebClient.Builder webClientBuilder, BaseUrl baseUrl) {
		WebClient.Builder copy = webClientBuilder.clone();
		baseUrl.applyTo(copy);
		HttpExchangeFilter.addTo(copy);
		return copy.build();
	}

}
