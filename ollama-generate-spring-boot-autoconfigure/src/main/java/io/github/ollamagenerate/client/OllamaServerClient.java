package io.github.ollamagenerate.client;

import java.util.List;
import java.util.function.Supplier;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.github.ollamagenerate.GenerateResponseException;

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
		this(webClientBuilder.clone()::clone, baseUrl);
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
		BaseUrl address = BaseUrl.parse(baseUrl);
		this.exchange = SingletonSupplier
			.of(() -> new ServerExchange(address.webClient(webClientBuilder.get()), address.uri()));
	}

	/**
	 * Return the version of the server.
	 * @return the version; fails if the server does not answer, answers with an error, or
	 * is no Ollama
	 */
	public Mono<String> version() {
		return this.exchange.get().version();
	}

	/**
	 * Return the names of the models that are installed, tags included.
	 * @return the names; fails if the server does not answer, or with an error
	 */
	public Mono<List<String>> models() {
		return this.exchange.get().models();
	}

	/**
	 * Return the models that are loaded.
	 * @return the models; fails if the server does not answer, or with an error
	 */
	public Mono<List<LoadedModel>> loadedModels() {
		return this.exchange.get().loadedModels();
	}

	/**
	 * Return whether the server has a model.
	 * @param model the model
	 * @return whether it has; fails if the server does not answer, or with an error
	 */
	public Mono<Boolean> hasModel(String model) {
		return this.exchange.get().hasModel(model);
	}

	/**
	 * Let the server pull a model. Cancelling stops it; the server keeps what it has
	 * until then.
	 * @param model the model
	 * @return the progress, several times a second; fails with
	 * {@link GenerateResponseException} if the server cannot pull the model, or if it
	 * does not answer
	 */
	public Flux<PullProgress> pull(String model) {
		return this.exchange.get().pull(model);
	}

}
