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

package io.github.ollamagenerate.test.internal.fault;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockFault;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RawClient;
import io.github.ollamagenerate.test.TestHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FaultHandler}: what is on the wire.
 */
@ExtendWith(MockOllamaExtension.class)
class FaultHandlerTests {

	private static final String STREAM = TestHttp.body("{'model':'gemma3','prompt':'Hello'}");

	private static final String SINGLE = TestHttp.body("{'model':'gemma3','prompt':'Hello','stream':false}");

	private static final String ERROR = "{\"error\":\"an error was encountered while running the model: unexpected EOF\"}";

	private static final MockAnswer ANSWER = MockAnswer.lines("first", "second", "third");

	private MockOllamaServer server;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
	}

	/** An answer of the same lines, sent in each of the ways that the server has. */
	static Stream<MockAnswer> answers() {
		return Stream.of(ANSWER, ANSWER.pause(Duration.ofMillis(2)),
				MockAnswer.bytes("first\nsecond\nthird\n".getBytes(StandardCharsets.UTF_8)),
				MockAnswer.bytes("fir".getBytes(StandardCharsets.UTF_8), "st\nsec".getBytes(StandardCharsets.UTF_8),
						"ond\n".getBytes(StandardCharsets.UTF_8), "third\n".getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void latencyDelaysTheHead() throws IOException {
		this.server.setFaults(MockFault.latency(Duration.ofMillis(95)), MockFault.latency(Duration.ofMillis(5)))
			.enqueue(ANSWER);
		long start = System.nanoTime();
		try (RawClient client = RawClient.post(this.server, STREAM)) {
			assertThat(client.head()).first().isEqualTo("HTTP/1.1 200 OK");
			assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
			assertThat(client.chunks()).containsExactly("first\n", "second\n", "third\n");
		}
	}

	@ParameterizedTest
	@MethodSource("answers")
	void bandwidthSendsSlices(MockAnswer answer) throws IOException {
		this.server.setFaults(MockFault.bandwidth(80)).enqueue(answer);
		long start = System.nanoTime();
		try (RawClient client = RawClient.post(this.server, STREAM)) {
			client.head();
			List<String> chunks = client.chunks();
			assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
			assertThat(chunks).allSatisfy((chunk) -> assertThat(chunk).hasSizeLessThanOrEqualTo(4));
			assertThat(String.join("", chunks)).isEqualTo("first\nsecond\nthird\n");
		}
	}

	@Test
	void bandwidthLimitsASingleDocument() throws IOException {
		this.server.setFaults(MockFault.bandwidth(200)).enqueue(MockAnswer.json(200, "{\"response\":\"Hello\"}"));
		long start = System.nanoTime();
		HttpResponse<String> response = TestHttp.generate(this.server, SINGLE);
		assertThat(response.body()).isEqualTo("{\"response\":\"Hello\"}");
		assertThat(response.headers().firstValue("Content-Length")).contains("20");
		assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
	}

	@ParameterizedTest
	@MethodSource("answers")
	void stallsAfterTokens(MockAnswer answer) throws IOException {
		this.server.setFaults(MockFault.stallAfterTokens(2)).enqueue(answer);
		try (RawClient client = RawClient.post(this.server, STREAM)) {
			client.head();
			assertText(client, "first\nsecond\n");
			assertThat(this.server.connectionCount()).isEqualTo(1);
			this.server.reset();
			assertThat(client.read()).isEqualTo(-1);
		}
	}

	@ParameterizedTest
	@MethodSource("answers")
	void cutsAfterTokens(MockAnswer answer) throws IOException {
		this.server.setFaults(MockFault.cutAfterTokens(1)).enqueue(answer);
		try (RawClient client = RawClient.post(this.server, STREAM)) {
			client.head();
			assertText(client, "first\n");
			assertThat(client.read()).isEqualTo(-1);
		}
	}

	@ParameterizedTest
	@MethodSource("answers")
	void cutsAfterBytes(MockAnswer answer) throws IOException {
		this.server.setFaults(MockFault.cutAfterBytes(10)).enqueue(answer);
		try (RawClient client = RawClient.post(this.server, STREAM)) {
			client.head();
			assertText(client, "first\nseco");
			assertThat(client.read()).isEqualTo(-1);
		}
	}

	@ParameterizedTest
	@MethodSource("answers")
	void endsWithAnErrorLine(MockAnswer answer) throws IOException {
		this.server.setFaults(MockFault.errorAfterTokens(2)).enqueue(answer);
		try (RawClient client = RawClient.post(this.server, STREAM)) {
			assertThat(client.head()).map(String::toLowerCase).contains("connection: close");
			assertThat(String.join("", client.chunks())).isEqualTo("first\nsecond\n" + ERROR + "\n");
			assertThat(client.read()).isEqualTo(-1);
		}
	}

	@Test
	void interruptsBeforeTheFirstToken() throws IOException {
		this.server.setFaults(MockFault.cutAfterTokens(0)).enqueue(ANSWER);
		try (RawClient client = RawClient.post(this.server, STREAM)) {
			assertThat(client.head()).first().isEqualTo("HTTP/1.1 200 OK");
			assertThat(client.read()).isEqualTo(-1);
		}
	}

	@Test
	void cutsASingleAnswerBeforeItsHead() throws IOException {
		this.server.setFaults(MockFault.cutAfterTokens(3));
		try (RawClient client = RawClient.post(this.server, SINGLE)) {
			assertThat(client.read()).isEqualTo(-1);
		}
	}

	@Test
	void stallsASingleAnswerBeforeItsHead() throws IOException {
		this.server.setFaults(MockFault.stallAfterTokens(3));
		try (RawClient client = RawClient.post(this.server, SINGLE)) {
			this.server.takeRequest();
			this.server.reset();
			assertThat(client.read()).isEqualTo(-1);
		}
	}

	@Test
	void refusesASingleAnswerWithAnError() throws IOException {
		this.server.setFaults(MockFault.errorAfterTokens(3));
		try (RawClient client = RawClient.post(this.server, SINGLE)) {
			assertThat(client.head()).map(String::toLowerCase)
				.contains("http/1.1 500 internal server error", "content-type: application/json; charset=utf-8",
						"content-length: " + ERROR.length(), "connection: close");
			for (char c : ERROR.toCharArray()) {
				assertThat(client.read()).isEqualTo(c);
			}
			assertThat(client.read()).isEqualTo(-1);
		}
	}

	@Test
	void cutsASingleAnswerWithinItsBody() throws IOException {
		this.server.setFaults(MockFault.cutAfterBytes(2)).enqueue(MockAnswer.json(200, "{'a':1}"));
		try (RawClient client = RawClient.post(this.server, SINGLE)) {
			assertThat(client.head()).contains("content-length: 7");
			assertThat(client.read()).isEqualTo('{');
			assertThat(client.read()).isEqualTo('\'');
			assertThat(client.read()).isEqualTo(-1);
		}
	}

	@Test
	void errorEndsAStreamThatHasALength() throws IOException {
		this.server.setFaults(MockFault.errorAfterTokens(1))
			.enqueue(MockAnswer.json(200, "first\nsecond\n").contentType("application/x-ndjson"));
		try (RawClient client = RawClient.post(this.server, STREAM)) {
			assertThat(client.head()).contains("transfer-encoding: chunked")
				.noneMatch((line) -> line.startsWith("content-length"));
			assertThat(client.chunks()).containsExactly("first\n", ERROR + "\n");
		}
	}

	@Test
	void interruptsWithinASlice() throws IOException {
		this.server.setFaults(MockFault.bandwidth(80), MockFault.cutAfterTokens(2))
			.enqueue(MockAnswer.bytes("first\nsecond\nthird\n".getBytes(StandardCharsets.UTF_8)));
		try (RawClient client = RawClient.post(this.server, STREAM)) {
			client.head();
			assertText(client, "first\nsecond\n");
			assertThat(client.read()).isEqualTo(-1);
		}
	}

	@Test
	void countsALineEndThatComesAlone() throws IOException {
		this.server.setFaults(MockFault.cutAfterTokens(1))
			.enqueue(MockAnswer.bytes("first".getBytes(StandardCharsets.UTF_8), "\n".getBytes(StandardCharsets.UTF_8),
					"second\n".getBytes(StandardCharsets.UTF_8)));
		try (RawClient client = RawClient.post(this.server, STREAM)) {
			client.head();
			assertText(client, "first\n");
			assertThat(client.read()).isEqualTo(-1);
		}
	}

	@Test
	void firstOfSeveralInterruptionsCounts() throws IOException {
		this.server
			.setFaults(MockFault.stallAfterTokens(2), MockFault.cutAfterBytes(100), MockFault.errorAfterTokens(1))
			.enqueue(ANSWER);
		try (RawClient client = RawClient.post(this.server, STREAM)) {
			client.head();
			assertThat(client.chunks()).containsExactly("first\n", ERROR + "\n");
		}
	}

	@Test
	void shorterAnswerIsComplete() throws IOException {
		this.server.setFaults(MockFault.cutAfterTokens(3), MockFault.cutAfterBytes(19)).enqueue(ANSWER).enqueue(ANSWER);
		try (RawClient client = RawClient.post(this.server, STREAM)) {
			client.head();
			assertThat(client.chunks()).hasSize(3);
			// on the same connection
			client.send(STREAM);
			client.head();
			assertThat(client.chunks()).hasSize(3);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 50, 100 })
	void pipelinedRequestsKeepTheirOrder(int percent) throws IOException {
		this.server.setFaults(MockFault.latency(Duration.ofMillis(50)).percent(percent).seed(8))
			.enqueue(MockAnswer.json(200, "1"))
			.enqueue(MockAnswer.json(200, "2"))
			.enqueue(MockAnswer.json(200, "3"));
		try (RawClient client = RawClient.post(this.server, SINGLE)) {
			client.send(SINGLE);
			client.send(SINGLE);
			for (char body : "123".toCharArray()) {
				assertThat(client.head()).first().isEqualTo("HTTP/1.1 200 OK");
				assertThat(client.read()).isEqualTo(body);
			}
		}
	}

	@Test
	void shorterAnswerWithoutItsErrorIsComplete() throws IOException {
		this.server.setFaults(MockFault.errorAfterTokens(3)).enqueue(ANSWER);
		try (RawClient client = RawClient.post(this.server, STREAM)) {
			client.head();
			assertThat(client.chunks()).containsExactly("first\n", "second\n", "third\n");
			assertThat(client.read()).isEqualTo(-1);
		}
	}

	@Test
	void refusalHasNoTokens() {
		this.server.setFaults(MockFault.errorAfterTokens(0), MockFault.stallAfterTokens(0),
				MockFault.cutAfterTokens(0));
		HttpResponse<String> response = TestHttp.generate(this.server, TestHttp.body("{'model':'missing'}"));
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).isEqualTo("{\"error\":\"model 'missing' not found\"}");
	}

	private static void assertText(RawClient client, String text) throws IOException {
		StringBuilder arrived = new StringBuilder();
		while (arrived.length() < text.length()) {
			arrived.append(client.chunk());
		}
		assertThat(arrived).hasToString(text);
	}

}
