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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.TruncatedResponseException;
import io.github.ollamagenerate.UnreadableResponseException;
import io.github.ollamagenerate.client.BufferLeakDetector;
import io.github.ollamagenerate.client.GenerateTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ExchangeHandler} and {@link FirstByteHandler}: nothing that is on a
 * connection already answers the next request.
 */
@ExtendWith(BufferLeakDetector.Extension.class)
class ExchangeHandlerTests {

	private static final String STRAY = Wire.response("stray");

	@RegisterExtension
	final OneConnection connection = new OneConnection();

	@ParameterizedTest
	@ValueSource(strings = { "x", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 103 Early Hints\r\n\r\n",
			"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", "STRAY" })
	void bytesInThePacketOfTheEndAnswerNoWaitingRequest(String stray) {
		String bytes = stray.replace("STRAY", STRAY);
		try (RawServer server = new RawServer((request) -> request.send(Wire.response(request.prompt()) + bytes))) {
			GenerateTemplate ollama = this.connection.template(server);
			List<String> prompts = IntStream.range(0, 20).mapToObj((i) -> "nonce-" + i).toList();
			// all but the first one wait for the connection, and go out when the answer
			// before ends
			List<String> answers = Flux.fromIterable(prompts)
				.flatMapSequential((prompt) -> ollama.prompt(prompt).mono().content().onErrorReturn("failed"), 20)
				.collectList()
				.block(OneConnection.TIMEOUT);
			IntStream.range(0, 20).forEach((i) -> assertThat(answers.get(i)).as(stray).isIn(prompts.get(i), "failed"));
			if (stray.equals("STRAY")) {
				assertThat(answers).isEqualTo(prompts);
				assertThat(server.connectionCount()).isEqualTo(20);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "\r\n", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 103 Early Hints\r\n\r\n", "STRAY" })
	void bytesThatComeLaterCloseTheIdleConnection(String stray) {
		CompletableFuture<Void> released = new CompletableFuture<>();
		CompletableFuture<Void> sent = new CompletableFuture<>();
		try (RawServer server = new RawServer((request) -> {
			request.send(Wire.response(request.prompt()));
			if (request.connection() == 1) {
				released.join();
				request.send(stray.replace("STRAY", STRAY));
				request.socket().getInputStream().read();
				sent.complete(null);
			}
		})) {
			GenerateTemplate ollama = this.connection.template(server);
			assertThat(ollama.prompt("a").call().content()).isEqualTo("a");
			released.complete(null);
			assertThat(sent).succeedsWithin(OneConnection.TIMEOUT);
			assertThat(ollama.prompt("b").call().content()).isEqualTo("b");
			assertThat(server.connectionCount()).isEqualTo(2);
		}
	}

	/**
	 * The error may be older than the request, and the response to the request follows.
	 */
	@Test
	void connectionOfAnErrorResponseIsNotReused() {
		try (RawServer server = new RawServer((request) -> {
			if (request.prompt().equals("a")) {
				request.send("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n");
				request.socket().getInputStream().read();
			}
			request.send(Wire.response(request.prompt()));
		})) {
			GenerateTemplate ollama = this.connection.template(server);
			assertThatExceptionOfType(GenerateResponseException.class)
				.isThrownBy(() -> ollama.prompt("a").call().content());
			assertThat(ollama.prompt("b").call().content()).isEqualTo("b");
			assertThat(server.connectionCount()).isEqualTo(2);
		}
	}

	@Test
	void resetWithinABodyIsTheCause() {
		CompletableFuture<Void> read = new CompletableFuture<>();
		try (RawServer server = new RawServer((request) -> {
			request.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + Wire.lines("a").split("(?<=\n)")[0]);
			read.join();
			request.socket().setSoLinger(true, 0);
			request.close();
		})) {
			StepVerifier.create(this.connection.template(server).prompt("p").stream().content())
				.expectNext("a")
				.then(() -> read.complete(null))
				.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(TruncatedResponseException.class)
					.rootCause()
					.hasMessageContaining("Connection reset"))
				.verify(OneConnection.TIMEOUT);
		}
	}

	@Test
	void responseThatComesBeforeTheRequestIsWrittenIsNoAnswer() {
		String large = "p".repeat(16 * 1024 * 1024);
		try (EagerServer server = new EagerServer(STRAY)) {
			GenerateTemplate ollama = this.connection.template(server.url());
			assertThatExceptionOfType(UnreadableResponseException.class)
				.isThrownBy(() -> ollama.prompt(large).call().content())
				.withMessageContaining("a response before it can have read the request");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 4000\r\nTransfer-Encoding: chunked\r\n",
			"Content-Length: 4000\r\nContent-Length: 4001\r\n", "Content-Length: 4000, 4001\r\n",
			"Content-Length: -1\r\n", "Content-Length: x\r\n" })
	void conflictingLengthsAreNoAnswer(String headers) {
		try (RawServer server = new RawServer((request) -> {
			String lines = Wire.lines(request.prompt());
			request.send("HTTP/1.1 200 OK\r\n" + headers + "\r\n" + lines + " ".repeat(4000 - lines.length()) + STRAY);
		})) {
			GenerateTemplate ollama = this.connection.template(server);
			for (int i = 0; i < 3; i++) {
				assertThatExceptionOfType(UnreadableResponseException.class)
					.isThrownBy(() -> ollama.prompt("a").call().content())
					.withMessageContaining("a response head that is not valid HTTP");
			}
			assertThat(server.connectionCount()).isEqualTo(3);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 200 OK\r\nConnection: close\r\n", "HTTP/1.0 200 OK\r\n" })
	void connectionThatIsToBeClosedIsNotReused(String start) {
		try (RawServer server = new RawServer((request) -> {
			String lines = Wire.lines(request.prompt());
			request.send(start + "Content-Length: " + lines.length() + "\r\n\r\n" + lines + STRAY);
		})) {
			GenerateTemplate ollama = this.connection.template(server);
			for (int i = 0; i < 3; i++) {
				assertThat(ollama.prompt("nonce-" + i).call().content()).isEqualTo("nonce-" + i);
			}
			assertThat(server.connectionCount()).isEqualTo(3);
		}
	}

}
