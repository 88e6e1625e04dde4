package io.github.ollamagenerate.client;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.GenerateResponseException.Reply;

import org.springframework.core.ResolvableType;
import org.springframework.core.codec.StringDecoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Asks an Ollama server about itself and its models, and lets it pull one. Never loads a
 * model.
 */
public class OllamaServerClient {

	private static final int MAX_BODY = 1024 * 1024;

	private final Supplier<WebClient> webClient;

	private final URI baseUrl;

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
		this.webClient = SingletonSupplier.of(() -> address.webClient(webClientBuilder.get()));
		this.baseUrl = address.uri();
	}

	/**
	 * Return the version of the server.
	 * @return the version; fails if the server does not answer, answers with an error, or
	 * is no Ollama
	 */
	public Mono<String> version() {
		return get("/api/version").mapNotNull((fields) -> (String) fields.get("version"))
			.switchIfEmpty(Mono.error(() -> new IllegalStateException("The server sent no version: it is no Ollama")));
	}

	/**
	 * Return the names of the models that are installed, tags included.
	 * @return the names; fails if the server does not answer, or with an error
	 */
	public Mono<List<String>> models() {
		return get("/api/tags")
			.map((fields) -> entries(fields).map((model) -> String.valueOf(model.get("name"))).toList());
	}

	/**
	 * Return the models that are loaded.
	 * @return the models; fails if the server does not answer, or with an error
	 */
	public Mono<List<LoadedModel>> loadedModels() {
		return get("/api/ps").map(
				(fields) -> entries(fields)
					.map((model) -> new LoadedModel(String.valueOf(model.get("name")), number(model.get("size")),
							number(model.get("size_vram")), number(model.get("context_length")),
							(model.get("expires_at") instanceof String text) ? text : null))
					.toList());
	}

	private static Stream<Map<?, ?>> entries(Map<?, ?> fields) {
		return (fields.get("models") instanceof List<?> models)
				? models.stream().filter(Map.class::isInstance).map((model) -> (Map<?, ?>) model) : Stream.empty();
	}

	private Mono<Map<?, ?>> get(String path) {
		return this.webClient.get().get().uri(path).exchangeToMono((response) -> {
			if (!response.statusCode().is2xxSuccessful()) {
				return response.createError();
			}
			// the bytes as they are: the application's codecs have no say in it
			return DataBufferUtils.join(response.body((message, context) -> message.getBody()), MAX_BODY)
				.map(BufferBytes::read)
				.map((body) -> (Map<?, ?>) JsonMapper.shared().readValue(body, Map.class));
		});
	}

	/**
	 * Return whether the server has a model.
	 * @param model the model
	 * @return whether it has; fails if the server does not answer, or with an error
	 */
	public Mono<Boolean> hasModel(String model) {
		return post("/api/show", Map.of("model", model)).exchangeToMono((response) -> {
			int status = response.statusCode().value();
			return (status == 200 || status == 404) ? response.releaseBody().thenReturn(status == 200)
					: failure(response, "could not say whether it has model '" + model + "'", model);
		});
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
		return post("/api/pull", Map.of("model", model)).exchangeToFlux((response) -> {
			if (!response.statusCode().is2xxSuccessful()) {
				return failure(response, "could not pull model '" + model + "'", model).flux().cast(PullProgress.class);
			}
			AtomicBoolean succeeded = new AtomicBoolean();
			Flux<DataBuffer> body = response.body((message, context) -> message.getBody());
			return StringDecoder.textPlainOnly()
				.decode(body, ResolvableType.forClass(String.class), null, Map.of())
				.filter(StringUtils::hasText)
				.map((line) -> progress(model, line))
				.doOnNext((progress) -> succeeded.set(progress.status().equals("success")))
				.concatWith(Mono.defer(() -> succeeded.get() ? Mono.empty()
						: Mono.error(failure(200, "could not pull model '" + model + "'", model,
								ServerError.ofText("the answer ended before the model was there")))));
		});
	}

	private WebClient.RequestHeadersSpec<?> post(String path, Map<String, Object> body) {
		return this.webClient.get()
			.post()
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.body((message, context) -> message.writeWith(Mono
				.fromSupplier(() -> message.bufferFactory().wrap(JsonMapper.shared().writeValueAsBytes(body)))));
	}

	private PullProgress progress(String model, String line) {
		Map<?, ?> fields = JsonMapper.shared().readValue(line, Map.class);
		if (fields.get("error") != null) {
			throw failure(200, "could not pull model '" + model + "'", model, ServerError.ofFields(fields));
		}
		return new PullProgress(String.valueOf(fields.get("status")), (String) fields.get("digest"),
				number(fields.get("total")), number(fields.get("completed")));
	}

	private static @Nullable Long number(@Nullable Object value) {
		return (value instanceof Number number) ? number.longValue() : null;
	}

	private <T> Mono<T> failure(ClientResponse response, String what, String model) {
		return DataBufferUtils.join(response.body((message, context) -> message.getBody()), MAX_BODY)
			.map(BufferBytes::read)
			.defaultIfEmpty(new byte[0])
			.flatMap((body) -> Mono
				.error(failure(response.statusCode().value(), what, model, ServerError.ofBody(body))));
	}

	private GenerateResponseException failure(int status, String what, String model, ServerError error) {
		String text = (error.text() != null) ? ": " + error.text() : "";
		return new GenerateResponseException(
				"Ollama at " + this.baseUrl + " " + what + " (status " + status + ")" + text, model, null,
				new Reply(status, error.text(), null, error.signinUrl()));
	}

}
