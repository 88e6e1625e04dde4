package io.github.ollamagenerate.autoconfigure;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerHeaders}.
 */
class ServerHeadersTests {

	private final ServerHeaders headers = new ServerHeaders(URI.create("https://gpu:8443/ollama"),
			Map.of("X-Team", "green"), "key");

	@Test
	void configuredServerGetsThem() {
		HttpHeaders sent = send("https://GPU:8443/ollama/api/generate");
		assertThat(sent.getFirst("X-Team")).isEqualTo("green");
		assertThat(sent.getFirst(HttpHeaders.AUTHORIZATION)).isEqualTo("Bearer key");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://gpu:8443/ollama", "https://gpu/ollama", "https://gpu:8444/ollama",
			"https://gpu.example.org:8443/ollama", "https://other:8443/ollama" })
	void noOtherServerGetsThem(String url) {
		assertThat(send(url).isEmpty()).isTrue();
	}

	private HttpHeaders send(String url) {
		AtomicReference<HttpHeaders> sent = new AtomicReference<>();
		this.headers.filter(ClientRequest.create(HttpMethod.GET, URI.create(url)).build(), (request) -> {
			sent.set(request.headers());
			return Mono.empty();
		}).block();
		return sent.get();
	}

}
