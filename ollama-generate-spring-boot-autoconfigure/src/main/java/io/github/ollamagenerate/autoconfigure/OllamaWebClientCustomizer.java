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

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Callback that customizes the web clients for Ollama, and no other clients of the
 * application. It is called after the properties are applied, and can override them,
 * including the connector.
 */
@FunctionalInterface
public interface OllamaWebClientCustomizer {

	/**
	 * Customize the builder of a client. There is one client for generations, and one for
	 * information about the server.
	 * @param webClientBuilder the builder, with connector, key, and headers set
	 */
	void customize(WebClient.Builder webClientBuilder);

}
