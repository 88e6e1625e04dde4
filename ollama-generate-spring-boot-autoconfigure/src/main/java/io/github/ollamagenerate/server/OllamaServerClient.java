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

package io.github.ollamagenerate.server;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.github.ollamagenerate.BaseUrl;
import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.InvalidBaseUrlException;
import io.github.ollamagenerate.ModelNotFoundException;
import io.github.ollamagenerate.TruncatedResponseException;
import io.github.ollamagenerate.client.http.ServerWebClient;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Client for information about an Ollama server and its models, which can also pull a
 * model. It never loads a model.
 */
public class OllamaServerClient {

	private final WebClient.Builder webClientBuilder;

	private final @Nullable ClientHttpConnector clientConnector;

	private final JsonExchange json;

	private final Set<PullParts> pulls = ConcurrentHashMap.newKeySet();

	/**
	 * Create a client with a connector that all clients without one share.
	 * @param webClientBuilder the builder of the underlying client, with headers and
	 * filters set; it is not modified, and its connector is not used
	 * @param baseUrl the address, in any format that {@link BaseUrl#parse} accepts
	 * @throws InvalidBaseUrlException if the address is not valid
	 */
	public OllamaServerClient(WebClient.Builder webClientBuilder, String baseUrl) {
		this(webClientBuilder, null, baseUrl);
	}

	/**
	 * Create a client.
	 * @param webClientBuilder the builder of the underlying client, with headers and
	 * filters set; it is not modified
	 * @param baseUrl the address, in any format that {@link BaseUrl#parse} accepts
	 * @param clientConnector the connector of the underlying client
	 * @throws InvalidBaseUrlException if the address is not valid
	 */
	public OllamaServerClient(WebClient.Builder webClientBuilder, String baseUrl, ClientHttpConnector clientConnector) {
		this(webClientBuilder, required(clientConnector), baseUrl);
	}

	private OllamaServerClient(WebClient.Builder webClientBuilder, @Nullable ClientHttpConnector clientConnector,
			String baseUrl) {
		Assert.notNull(webClientBuilder, "'webClientBuilder' must not be null");
		Assert.notNull(baseUrl, "'baseUrl' must not be null");
		BaseUrl address = BaseUrl.parse(baseUrl);
		this.webClientBuilder = webClientBuilder.clone();
		this.clientConnector = clientConnector;
		this.json = new JsonExchange(ServerWebClient.of(webClientBuilder, clientConnector, address), address.uri());
	}

	private static ClientHttpConnector required(ClientHttpConnector clientConnector) {
		Assert.notNull(clientConnector, "'clientConnector' must not be null");
		return clientConnector;
	}

	/**
	 * Return a client for another server, with the same connector, filters, and default
	 * headers. It does not send the API key and the headers of the properties, which are
	 * for the configured server only.
	 * @param baseUrl the address, in any format that {@link BaseUrl#parse} accepts
	 * @return the client
	 * @throws InvalidBaseUrlException if the address is not valid
	 */
	public OllamaServerClient withBaseUrl(String baseUrl) {
		return new OllamaServerClient(this.webClientBuilder, this.clientConnector, baseUrl);
	}

	/**
	 * Return the version of the server.
	 * @return the version; fails with {@link GenerateException}, also if the server is
	 * not Ollama
	 */
	public Mono<String> version() {
		return this.json.get("/api/version")
			.mapNotNull((fields) -> text(fields.get("version")))
			.switchIfEmpty(Mono.error(() -> this.json.unreadable("/api/version", null, "no version")));
	}

	/**
	 * Return the names of the installed models, including their tags.
	 * @return the names; fails with {@link GenerateException}
	 */
	public Mono<List<String>> models() {
		return this.json.get("/api/tags")
			.map((fields) -> entries(fields).map((model) -> String.valueOf(model.get("name"))).toList());
	}

	/**
	 * Return the installed models, with their size and capabilities.
	 * @return the models; fails with {@link GenerateException}
	 */
	public Mono<List<InstalledModel>> installedModels() {
		return this.json.get("/api/tags")
			.map((fields) -> entries(fields)
				.map((model) -> new InstalledModel(String.valueOf(model.get("name")), text(model.get("digest")),
						number(model.get("size")), texts(model.get("capabilities"))))
				.toList());
	}

	/**
	 * Return the capabilities of an installed model. Use it for an {@link InstalledModel}
	 * without capabilities, which a server of an older version returns.
	 * @param model the model
	 * @return the capabilities, such as {@code completion}, {@code thinking},
	 * {@code vision}, and {@code insert}; empty if the server does not send them; fails
	 * with {@link GenerateException}, and with {@link ModelNotFoundException} if the
	 * model is not installed
	 * @see <a href=
	 * "https://github.com/ollama/ollama/blob/main/api/types.go">ShowResponse</a>
	 */
	public Mono<List<String>> capabilities(String model) {
		Assert.notNull(model, "'model' must not be null");
		return this.json.post("/api/show", model)
			.takeLast(1)
			.next()
			.switchIfEmpty(Mono.error(() -> this.json.unreadable("/api/show", model, "an empty body")))
			.map((fields) -> Objects.requireNonNullElse(texts(fields.get("capabilities")), List.of()));
	}

	/**
	 * Return the loaded models.
	 * @return the models; fails with {@link GenerateException}
	 */
	public Mono<List<LoadedModel>> loadedModels() {
		return this.json.get("/api/ps")
			.map((fields) -> entries(fields)
				.map((model) -> new LoadedModel(String.valueOf(model.get("name")), number(model.get("size")),
						number(model.get("size_vram")), number(model.get("context_length")),
						text(model.get("expires_at"))))
				.toList());
	}

	/**
	 * Return whether the server has a model. Cloud models are always available, because
	 * the server forwards their requests.
	 * @param model the model, with or without a tag, as a short or full name, such as
	 * {@code registry.ollama.ai/library/qwen3:1.7b}
	 * @return whether the server has the model; fails with {@link GenerateException}
	 */
	public Mono<Boolean> hasModel(String model) {
		Assert.notNull(model, "'model' must not be null");
		return models().map((installed) -> ModelNames.isPresent(model, installed));
	}

	/**
	 * Let the server pull a model. Cancelling stops the pull, and the server keeps the
	 * part that it already has.
	 * @param model the model
	 * @return the progress, several times a second, with the status {@code success} at
	 * the end; fails with {@link GenerateResponseException} if the server cannot pull the
	 * model, with {@link TruncatedResponseException} if its answer ends early, and with
	 * another {@link GenerateRequestException} if the server cannot be reached
	 */
	public Flux<PullProgress> pull(String model) {
		Assert.notNull(model, "'model' must not be null");
		return Flux.using(() -> begin(model), (running) -> {
			AtomicBoolean succeeded = new AtomicBoolean();
			return this.json.post("/api/pull", model)
				.map((fields) -> new PullProgress(String.valueOf(fields.get("status")), text(fields.get("digest")),
						number(fields.get("total")), number(fields.get("completed"))))
				.doOnNext((progress) -> succeeded.set(progress.status().equals("success")))
				.doOnNext(running::update)
				.concatWith(Mono
					.defer(() -> succeeded.get() ? Mono.empty() : Mono.error(this.json.truncated("/api/pull", model))));
		}, this.pulls::remove);
	}

	private PullParts begin(String model) {
		PullParts pull = new PullParts(model);
		this.pulls.add(pull);
		return pull;
	}

	/**
	 * Return the pulls of this client that are in progress. It does not ask the server,
	 * and does not know the pulls of other clients.
	 * @return the pulls, in the order of the names of their models
	 */
	public List<ModelPull> pulls() {
		return this.pulls.stream().map(PullParts::snapshot).sorted(Comparator.comparing(ModelPull::model)).toList();
	}

	private static Stream<Map<?, ?>> entries(Map<String, Object> fields) {
		return (fields.get("models") instanceof List<?> models)
				? models.stream().filter(Map.class::isInstance).map((model) -> (Map<?, ?>) model) : Stream.empty();
	}

	private static @Nullable String text(@Nullable Object value) {
		return (value instanceof String text) ? text : null;
	}

	private static @Nullable List<String> texts(@Nullable Object value) {
		return (value instanceof List<?> list)
				? list.stream().filter(String.class::isInstance).map(String.class::cast).toList() : null;
	}

	private static @Nullable Long number(@Nullable Object value) {
		return (value instanceof Number number) ? number.longValue() : null;
	}

}
