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

import java.util.List;
import java.util.function.Supplier;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.TruncatedResponseException;
import io.github.ollamagenerate.client.http.BaseUrl;
import io.github.ollamagenerate.client.http.InvalidBaseUrlException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Client for information about an Ollama server and its models, which can also pull a
 * model. It never loads a model.
 */
public class OllamaServerClient {

	// made for the first request, for what a request takes is no concern of the start
	private final Supplier<ServerExchange> exchange;

	/**
	 * Create a client.
	 * @param webClientBuilder the builder of the underlying client, with connector,
	 * headers, and filters set; it is not modified
	 * @param baseUrl the address, in any format that {@link BaseUrl#parse} accepts
	 * @throws InvalidBaseUrlException if the address is not valid
	 */
	public OllamaServerClient(WebClient.Builder webClientBuilder, String baseUrl) {
		this(copy(webClientBuilder)::clone, baseUrl);
	}

	/**
	 * Create a client that creates the underlying client for the first request, which
	 * shortens the start of an application.
	 * @param webClientBuilder supplies the builder of the underlying client, with
	 * connector, headers, and filters set; it is not modified
	 * @param baseUrl the address, in any format that {@link BaseUrl#parse} accepts
	 * @throws InvalidBaseUrlException if the address is not valid
	 */
	public OllamaServerClient(Supplier<WebClient.Builder> webClientBuilder, String baseUrl) {
		Assert.notNull(webClientBuilder, "'webClientBuilder' must not be null");
		Assert.notNull(baseUrl, "'baseUrl' must not be null");
		BaseUrl address = BaseUrl.parse(baseUrl);
		this.exchange = SingletonSupplier
			.of(() -> new ServerExchange(new JsonExchange(webClientBuilder.get(), address)));
	}

	private static WebClient.Builder copy(WebClient.Builder webClientBuilder) {
		Assert.notNull(webClientBuilder, "'webClientBuilder' must not be null");
		return webClientBuilder.clone();
	}

	/**
	 * Return the version of the server.
	 * @return the version; fails with {@link GenerateException}, also if the server is
	 * not Ollama
	 */
	public Mono<String> version() {
		return Mono.defer(() -> this.exchange.get().version());
	}

	/**
	 * Return the names of the installed models, including their tags.
	 * @return the names; fails with {@link GenerateException}
	 */
	public Mono<List<String>> models() {
		return Mono.defer(() -> this.exchange.get().models());
	}

	/**
	 * Return the loaded models.
	 * @return the models; fails with {@link GenerateException}
	 */
	public Mono<List<LoadedModel>> loadedModels() {
		return Mono.defer(() -> this.exchange.get().loadedModels());
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
		return Flux.defer(() -> this.exchange.get().pull(model));
	}

}
