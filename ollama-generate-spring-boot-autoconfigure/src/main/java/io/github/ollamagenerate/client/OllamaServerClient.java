package io.github.ollamagenerate.client;

import java.util.Map;

import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Asks an Ollama server about itself. Never loads a model.
 */
public class OllamaServerClient {

	private static final int MAX_BODY = 1024 * 1024;

	private static final JsonMapper MAPPER = new JsonMapper();

	private final WebClient webClient;

	/**
	 * Create a client.
	 * @param webClientBuilder the builder of the underlying client, with connector,
	 * headers and filters set; it is not changed
	 * @param baseUrl the address, in any form that {@link BaseUrl#parse} reads
	 * @throws InvalidBaseUrlException if the address is not usable
	 */
	public OllamaServerClient(WebClient.Builder webClientBuilder, String baseUrl) {
		this.webClient = BaseUrl.parse(baseUrl).applyTo(webClientBuilder.clone()).build();
	}

	/**
	 * Return the version of the server.
	 * @return the version; fails if the server does not answer, answers with an error, or
	 * is no Ollama
	 */
	public Mono<String> version() {
		return this.webClient.get().uri("/api/version").exchangeToMono(this::version);
	}

	private Mono<String> version(ClientResponse response) {
		if (!response.statusCode().is2xxSuccessful()) {
			return response.createError();
		}
		// the bytes as they are: the application's codecs have no say in it
		return DataBufferUtils.join(response.body((message, context) -> message.getBody()), MAX_BODY)
			.map(BufferBytes::read)
			.map((body) -> MAPPER.readValue(body, Map.class))
			.mapNotNull((fields) -> (String) fields.get("version"))
			.switchIfEmpty(Mono.error(() -> new IllegalStateException("The server sent no version: it is no Ollama")));
	}

}
