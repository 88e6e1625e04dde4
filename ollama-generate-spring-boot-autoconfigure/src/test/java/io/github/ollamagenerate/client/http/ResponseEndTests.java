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
import java.util.concurrent.CompletableFuture;

import io.github.ollamagenerate.client.BufferLeakDetector;
import io.github.ollamagenerate.client.GenerateTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for responses that do not end when the answer does.
 */
@ExtendWith(BufferLeakDetector.Extension.class)
class ResponseEndTests {

	@RegisterExtension
	final OneConnection connection = new OneConnection();

	@ParameterizedTest
	@ValueSource(ints = { 0, 100 })
	void answerIsCompleteAndTheConnectionIsNotReused(int idleSeconds) {
		CompletableFuture<Integer> end = new CompletableFuture<>();
		try (RawServer server = openEnd(end)) {
			GenerateTemplate ollama = template(server, idleSeconds);
			assertThat(ollama.prompt("a").call().content()).isEqualTo("a");
			assertThat(end).succeedsWithin(OneConnection.TIMEOUT).isEqualTo(-1);
			assertThat(ollama.prompt("b").mono().content().block(OneConnection.TIMEOUT)).isEqualTo("b");
			assertThat(server.connectionCount()).isEqualTo(2);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 100 })
	void streamEndsWithoutFurtherDemand(int idleSeconds) {
		CompletableFuture<Integer> end = new CompletableFuture<>();
		try (RawServer server = openEnd(end)) {
			StepVerifier.create(template(server, idleSeconds).prompt("a").stream().responses(), 0)
				.thenRequest(1)
				.expectNextMatches((chunk) -> chunk.response().equals("a"))
				.thenRequest(1)
				.expectNextMatches((chunk) -> chunk.done())
				.expectComplete()
				.verify(OneConnection.TIMEOUT);
			assertThat(end).succeedsWithin(OneConnection.TIMEOUT).isEqualTo(-1);
		}
	}

	@Test
	void streamThatEndsInTimeKeepsItsConnectionWithoutFurtherDemand() {
		try (RawServer server = new RawServer((request) -> request.send(Wire.response(request.prompt())))) {
			GenerateTemplate ollama = this.connection.template(server);
			for (int i = 0; i < 3; i++) {
				StepVerifier.create(ollama.prompt("a").stream().responses(), 2)
					.expectNextCount(2)
					.expectComplete()
					.verify(OneConnection.TIMEOUT);
			}
			assertThat(server.connectionCount()).isEqualTo(1);
		}
	}

	private GenerateTemplate template(RawServer server, int idleSeconds) {
		Duration idle = Duration.ofSeconds(idleSeconds);
		return GenerateTemplate.builder(WebClient.builder())
			.clientConnector(this.connection.connector())
			.baseUrl(server.url())
			.defaultRequest((request) -> request.model("m")
				.timeouts((timeouts) -> timeouts.connect(idle).firstChunk(idle).idle(idle)))
			.build();
	}

	private static RawServer openEnd(CompletableFuture<Integer> end) {
		return new RawServer((request) -> {
			request.send(
					"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Wire.chunk(Wire.lines(request.prompt())));
			end.complete(request.socket().getInputStream().read());
		});
	}

}
