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

package io.github.ollamagenerate.client.http;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.github.ollamagenerate.UnreadableResponseException;
import io.github.ollamagenerate.client.BufferLeakDetector;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.server.OllamaServerClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link InterimResponses}: responses with a 1xx status.
 */
@ExtendWith(BufferLeakDetector.Extension.class)
class InterimResponsesTests {

	@RegisterExtension
	final OneConnection connection = new OneConnection();

	@Test
	void twentyPromptsGetTheirOwnAnswersBehindAProxyThatSendsEarlyHints() {
		try (RawServer server = new RawServer((request) -> {
			request.send(Wire.EARLY_HINTS);
			Mono.delay(Duration.ofMillis(50)).block();
			request.send(Wire.response(request.prompt()));
		})) {
			GenerateTemplate ollama = this.connection.template(server);
			List<String> prompts = IntStream.range(0, 20).mapToObj((i) -> "nonce-" + i).toList();
			assertThat(prompts.stream().map((prompt) -> ollama.prompt(prompt).call().content()).toList())
				.isEqualTo(prompts);
			assertThat(server.connectionCount()).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, 102, 103, 104, 199 })
	void anyNumberOfInterimResponsesIsSkipped(int status) {
		String interim = "HTTP/1.1 " + status + " Interim\r\nX-A: b\r\n\r\n";
		try (RawServer server = new RawServer((request) -> {
			request.send(interim).send(interim + interim);
			request.send(interim + Wire.response(request.prompt()));
		})) {
			GenerateTemplate ollama = this.connection.template(server);
			for (int i = 0; i < 5; i++) {
				assertThat(ollama.prompt("nonce-" + i).stream().content().collectList().block(OneConnection.TIMEOUT))
					.containsExactly("nonce-" + i);
			}
			assertThat(server.connectionCount()).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void connectorOfTheApplicationIsProtected(boolean compress) {
		try (RawServer server = new RawServer(
				(request) -> request.send(Wire.EARLY_HINTS).send(Wire.response(request.prompt())))) {
			HttpClient client = HttpClient.newConnection().compress(compress);
			GenerateTemplate ollama = OneConnection.template(client, server.url());
			assertThat(ollama.prompt("a").call().content()).isEqualTo("a");
		}
	}

	@Test
	void questionsAboutTheServerAreProtected() {
		try (RawServer server = new RawServer((request) -> {
			request.send(Wire.EARLY_HINTS);
			request.send(Wire.fixed("", request.head().contains("/api/version") ? "{\"version\":\"1\"}"
					: "{\"models\":[{\"name\":\"m\"}]}"));
		})) {
			OllamaServerClient client = new OllamaServerClient(WebClient.builder(), server.url(),
					this.connection.connector());
			assertThat(client.version().block(OneConnection.TIMEOUT)).isEqualTo("1");
			assertThat(client.models().block(OneConnection.TIMEOUT)).containsExactly("m");
			assertThat(client.version().block(OneConnection.TIMEOUT)).isEqualTo("1");
		}
	}

	@Test
	void switchToAnotherProtocolFailsAndClosesTheConnection() {
		try (RawServer server = new RawServer((request) -> {
			if (request.connection() == 1) {
				request.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n");
			}
			request.send(Wire.response(request.prompt()));
		})) {
			GenerateTemplate ollama = this.connection.template(server);
			assertThatExceptionOfType(UnreadableResponseException.class)
				.isThrownBy(() -> ollama.prompt("a").call().content())
				.withMessageContaining("a switch to another protocol (status 101)");
			assertThat(ollama.prompt("b").call().content()).isEqualTo("b");
			assertThat(server.connectionCount()).isEqualTo(2);
		}
	}

}
