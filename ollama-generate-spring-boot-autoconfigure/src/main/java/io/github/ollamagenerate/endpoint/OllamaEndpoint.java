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
import java.util.Map;
import java.util.function.Supplier;

import io.github.ollamagenerate.server.LoadedModel;
import io.github.ollamagenerate.server.ModelPull;
import io.github.ollamagenerate.server.OllamaServerClient;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.util.StringUtils;

/**
 * {@link Endpoint @Endpoint} that shows the version of the Ollama server, whether it has
 * the configured model, its loaded models, and what the application asks of it. It shows
 * no address, no key, and no content.
 */
@Endpoint(id = "ollama")
public class OllamaEndpoint {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final OllamaServerClient server;

	private final @Nullable String model;

	private final Supplier<Map<String, RequestsDescriptor>> requests;

	private final Supplier<ConnectionsDescriptor> connections;

	/**
	 * Create an endpoint.
	 * @param server the server to ask
	 * @param model the default model, {@code null} if there is none
	 * @param requests supplies the requests by model
	 * @param connections supplies the connections of the requests
	 */
	public OllamaEndpoint(OllamaServerClient server, @Nullable String model,
			Supplier<Map<String, RequestsDescriptor>> requests, Supplier<ConnectionsDescriptor> connections) {
		this.server = server;
		this.model = StringUtils.hasText(model) ? model : null;
		this.requests = requests;
		this.connections = connections;
	}

	/**
	 * Return information about the server and the requests of the application.
	 * @return the information, with {@code null} for each value that is not available
	 */
	@ReadOperation
	public OllamaDescriptor ollama() {
		String version = get(this.server.version());
		List<LoadedModel> loaded = (version != null) ? get(this.server.loadedModels()) : null;
		Boolean modelPresent = (version != null && this.model != null) ? get(this.server.hasModel(this.model)) : null;
		return new OllamaDescriptor(version, this.model, modelPresent, loaded, this.requests.get(),
				this.connections.get(), this.server.pulls());
	}

	// a failure is no answer: its text would name the address
	private <T> @Nullable T get(Mono<T> answer) {
		return answer.timeout(TIMEOUT).onErrorComplete().block();
	}

	/**
	 * Information about the server and the requests of the application.
	 *
	 * @param version the version, {@code null} if the server does not answer
	 * @param model the configured model, {@code null} if there is none
	 * @param modelPresent whether the server has that model, {@code null} if not known
	 * @param loaded the loaded models, {@code null} if not known
	 * @param requests the requests by model
	 * @param connections the connections of the requests
	 * @param pulls the pulls in progress
	 */
	public record OllamaDescriptor(@Nullable String version, @Nullable String model, @Nullable Boolean modelPresent,
			@Nullable List<LoadedModel> loaded, Map<String, RequestsDescriptor> requests,
			ConnectionsDescriptor connections, List<ModelPull> pulls) implements OperationResponseBody {
	}

	/**
	 * Requests for one model.
	 *
	 * @param active the number of requests that have not ended
	 * @param waiting the number of these for which no text has arrived: they wait for a
	 * connection, for their turn at the server, for the model, or until the prompt is
	 * processed
	 * @param contextUsage the share of the context that prompts used, {@code null} if not
	 * recorded
	 */
	public record RequestsDescriptor(int active, int waiting, @Nullable ContextUsageDescriptor contextUsage) {
	}

	/**
	 * Share of the context that the prompts of completed requests used.
	 *
	 * @param mean the mean in percent of the option {@code num_ctx}
	 * @param max the maximum of the last minutes in percent, 0 if there was no request
	 */
	public record ContextUsageDescriptor(double mean, double max) {
	}

	/**
	 * Connections of requests.
	 *
	 * @param active the number of connections that requests use
	 * @param pending the number of requests that wait for a connection
	 * @param max the maximum number of connections, {@code null} if unlimited
	 */
	public record ConnectionsDescriptor(int active, int pending, @Nullable Integer max) {
	}

}
