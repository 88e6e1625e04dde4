package io.github.ollamagenerate.server;

import java.util.List;
import java.util.function.Supplier;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.TruncatedResponseException;
import io.github.ollamagenerate.client.BaseUrl;
import io.github.ollamagenerate.client.InvalidBaseUrlException;
import io.github.ollamagenerate.client.JsonExchange;

import org.springframework.util.Assert;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Asks an Ollama server about itself and its models, and lets it pull one. Never loads a
 * model.
 */
public class OllamaServerClient {

	// made for the first request, for what a request takes is no concern of the start
	private final Supplier<ServerExchange> exchange;

	/**
	 * Create a client.
	 * @param webClientBuilder the builder of the underlying client, with connector,
	 * headers and filters set; it is not changed
	 * @param baseUrl the address, in any form that {@link BaseUrl#parse} reads
	 * @throws InvalidBaseUrlException if the address is not usable
	 */
	public OllamaServerClient(WebClient.Builder webClientBuilder, String baseUrl) {
		this(copy(webClientBuilder)::clone, baseUrl);
	}

	/**
	 * Create a client whose underlying client is built for the first request, so that an
	 * application starts without it.
	 * @param webClientBuilder gives the builder of the underlying client, with connector,
	 * headers and filters set; it is not changed
	 * @param baseUrl the address, in any form that {@link BaseUrl#parse} reads
	 * @throws InvalidBaseUrlException if the address is not usable
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
	 * Return the names of the models that are installed, tags included.
	 * @return the names; fails with {@link GenerateException}
	 */
	public Mono<List<String>> models() {
		return Mono.defer(() -> this.exchange.get().models());
	}

	/**
	 * Return the models that are loaded.
	 * @return the models; fails with {@link GenerateException}
	 */
	public Mono<List<LoadedModel>> loadedModels() {
		return Mono.defer(() -> this.exchange.get().loadedModels());
	}

	/**
	 * Return whether the server has a model. A cloud model is always there, because the
	 * server passes its requests on.
	 * @param model the model, with or without a tag, in its short or its full form, such
	 * as {@code registry.ollama.ai/library/qwen3:1.7b}
	 * @return whether it has; fails with {@link GenerateException}
	 */
	public Mono<Boolean> hasModel(String model) {
		Assert.notNull(model, "'model' must not be null");
		return models().map((installed) -> ModelNames.isPresent(model, installed));
	}

	/**
	 * Let the server pull a model. Cancelling stops it; the server keeps what it has
	 * until then.
	 * @param model the model
	 * @return the progress, several times a second, of which the last has the status
	 * {@code success}; fails with {@link GenerateResponseException} if the server cannot
	 * pull the model, with {@link TruncatedResponseException} if its answer ends early,
	 * and with another {@link GenerateRequestException} if the server cannot be reached
	 */
	public Flux<PullProgress> pull(String model) {
		Assert.notNull(model, "'model' must not be null");
		return Flux.defer(() -> this.exchange.get().pull(model));
	}

}
