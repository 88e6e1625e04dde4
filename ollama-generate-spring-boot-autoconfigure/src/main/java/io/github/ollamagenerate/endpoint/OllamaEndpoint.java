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

package io.github.ollamagenerate.endpoint;

import java.time.Duration;
import java.util.List;

import io.github.ollamagenerate.server.LoadedModel;
import io.github.ollamagenerate.server.OllamaServerClient;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.util.StringUtils;

/**
 * {@link Endpoint @Endpoint} that shows the version of the Ollama server, whether it has
 * the configured model, and its loaded models. It shows no address and no key.
 */
@Endpoint(id = "ollama")
public class OllamaEndpoint {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final OllamaServerClient server;

	private final @Nullable String model;

	/**
	 * Create an endpoint.
	 * @param server the server to ask
	 * @param model the default model, {@code null} if there is none
	 */
	public OllamaEndpoint(OllamaServerClient server, @Nullable String model) {
		this.server = server;
		this.model = StringUtils.hasText(model) ? model : null;
	}

	/**
	 * Return information about the server.
	 * @return the information, with {@code null} for each value that is not available
	 */
	@ReadOperation
	public OllamaDescriptor ollama() {
		String version = get(this.server.version());
		List<LoadedModel> loaded = (version != null) ? get(this.server.loadedModels()) : null;
		Boolean modelPresent = (version != null && this.model != null) ? get(this.server.hasModel(this.model)) : null;
		return new OllamaDescriptor(version, this.model, modelPresent, loaded);
	}

	// a failure is no answer: its text would name the address
	private <T> @Nullable T get(Mono<T> answer) {
		return answer.timeout(TIMEOUT).onErrorComplete().block();
	}

	/**
	 * Information about the server.
	 *
	 * @param version the version, {@code null} if the server does not answer
	 * @param model the configured model, {@code null} if there is none
	 * @param modelPresent whether the server has that model, {@code null} if not known
	 * @param loaded the loaded models, {@code null} if not known
	 */
	public record OllamaDescriptor(@Nullable String version, @Nullable String model, @Nullable Boolean modelPresent,
			@Nullable List<LoadedModel> loaded) implements OperationResponseBody {
	}

}
