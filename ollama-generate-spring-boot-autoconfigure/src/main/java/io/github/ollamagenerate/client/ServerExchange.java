package io.github.ollamagenerate.client;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
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
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Sends the questions of {@link OllamaServerClient} and reads their answers.
 */
final class ServerExchange {

	private static final int MAX_BODY = 1024 * 1024;

	private final WebClient webClient;

	private final URI baseUrl;

	ServerExchange(WebClient webClient, URI baseUrl) {
		this.webClient = webClient;
		this.baseUrl = baseUrl;
	}

	Mono<String> version() {
		return get("/api/version").mapNotNull((fields) -> (String) fields.get("version"))
			.switchIfEmpty(Mono.error(() -> new IllegalStateException("The server sent no version: it is no Ollama")));
	}

	Mono<List<String>> models() {
		return get("/api/tags")
			.map((fields) -> entries(fields).map((model) -> String.valueOf(model.get("name"))).toList());
	}

	Mono<List<LoadedModel>> loadedModels() {
		return get("/api/ps").map(
				(fields) -> entries(fields)
					.map((model) -> new LoadedModel(String.valueOf(model.get("name")), number(model.get("size")),
							number(model.get("size_vram")), number(model.get("context_length")),
							(model.get("expires_at") instanceof String text) ? text : null))
					.toList());
	}

	Mono<Boolean> hasModel(String model) {
		return post("/api/show", Map.of("model", model)).exchangeToMono((response) -> {
			int status = response.statusCode().value();
			return (status == 200 || status == 404) ? response.releaseBody().thenReturn(status == 200)
					: failure(response, "could not say whether it has model '" + model + "'", model);
		});
	}

	Flux<PullProgress> pull(String model) {
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

	private Mono<Map<?, ?>> get(String path) {
		return this.webClient.get().uri(path).exchangeToMono((response) -> {
			if (!response.statusCode().is2xxSuccessful()) {
				return response.createError();
			}
			// the bytes as they are: the application's codecs have no say in it
			return DataBufferUtils.join(response.body((message, context) -> message.getBody()), MAX_BODY)
				.map(BufferBytes::read)
				.map((body) -> (Map<?, ?>) JsonMapper.shared().readValue(body, Map.class));
		});
	}

	private WebClient.RequestHeadersSpec<?> post(String path, Map<String, Object> body) {
		return this.webClient.post()
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

	private static Stream<Map<?, ?>> entries(Map<?, ?> fields) {
		return (fields.get("models") instanceof List<?> models)
				? models.stream().filter(Map.class::isInstance).map((model) -> (Map<?, ?>) model) : Stream.empty();
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
