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

package io.github.ollamagenerate.test;

import java.io.EOFException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link MockAnswer}.
 */
class MockAnswerTests {

	private static final String REQUEST = TestHttp.body("{'model':'qwen3:1.7b','prompt':'p'}");

	private final MockOllamaServer server = MockOllamaServer.start();

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void tokensAreOneLineEachAndALastLineWithMetrics() {
		this.server.enqueue(MockAnswer.tokens("Hello", " <b>"));
		HttpResponse<String> response = TestHttp.generate(this.server, REQUEST);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("content-type")).contains("application/x-ndjson");
		assertThat(response.body()).endsWith("}\n").contains("\" \\u003cb\\u003e\"");
		List<JsonNode> lines = TestHttp.lines(response);
		assertThat(lines).hasSize(3);
		assertThat(lines).allSatisfy((line) -> assertThat(line.get("model").stringValue()).isEqualTo("qwen3:1.7b"));
		assertThat(lines.get(0).propertyNames()).containsExactly("model", "created_at", "response", "done");
		assertThat(lines.get(1).get("response").stringValue()).isEqualTo(" <b>");
		assertThat(lines.get(2).propertyNames()).containsExactly("model", "created_at", "response", "done",
				"done_reason", "context", "total_duration", "load_duration", "prompt_eval_count",
				"prompt_eval_duration", "eval_count", "eval_duration");
		assertThat(lines.get(2).get("done_reason").stringValue()).isEqualTo("stop");
		assertThat(lines.get(2).get("eval_count").intValue()).isEqualTo(2);
	}

	@Test
	void tokensHaveAllMetricsEvenWithoutTexts() {
		this.server.enqueue(MockAnswer.tokens());
		List<JsonNode> lines = TestHttp.lines(TestHttp.generate(this.server, REQUEST));
		assertThat(lines).hasSize(1);
		assertThat(lines.get(0).propertyNames()).contains("total_duration", "load_duration", "prompt_eval_count",
				"prompt_eval_duration", "eval_count", "eval_duration");
	}

	@Test
	void tokensAreOneObjectWhenTheRequestWantsNoStream() {
		this.server.enqueue(MockAnswer.tokens("Hello", " world"));
		HttpResponse<String> response = TestHttp.generate(this.server,
				TestHttp.body("{'model':'m','prompt':'p','stream':false}"));
		assertThat(response.headers().firstValue("content-type")).contains("application/json; charset=utf-8");
		assertThat(response.headers().firstValue("content-length")).isPresent();
		assertThat(TestHttp.json(response).get("response").stringValue()).isEqualTo("Hello world");
	}

	@Test
	void eachTokenIsAChunkOfItsOwn() throws IOException {
		this.server.enqueue(MockAnswer.tokens("a", "b", "c"));
		try (RawClient client = RawClient.post(this.server, REQUEST)) {
			assertThat(client.head()).contains("HTTP/1.1 200 OK", "transfer-encoding: chunked");
			assertThat(client.chunks()).hasSize(4).allSatisfy((chunk) -> assertThat(chunk).endsWith("}\n"));
		}
	}

	@Test
	void linesAreSentAsGiven() throws IOException {
		this.server.enqueue(MockAnswer.lines("{\"a\":1}", "no json", "{\"error\":\"boom\"}"));
		try (RawClient client = RawClient.post(this.server, REQUEST)) {
			assertThat(client.head()).contains("HTTP/1.1 200 OK", "content-type: application/x-ndjson");
			assertThat(client.chunks()).containsExactly("{\"a\":1}\n", "no json\n", "{\"error\":\"boom\"}\n");
		}
	}

	@Test
	void jsonHasStatusAndLength() {
		this.server.enqueue(MockAnswer.json(503, "{\"error\":\"busy\"}"));
		HttpResponse<String> response = TestHttp.generate(this.server, REQUEST);
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.body()).isEqualTo("{\"error\":\"busy\"}");
		assertThat(response.headers().firstValue("content-type")).contains("application/json; charset=utf-8");
		assertThat(response.headers().firstValue("content-length")).contains("16");
	}

	@Test
	void emptyBodyIsPossible() {
		this.server.enqueue(MockAnswer.json(403, "").contentType(null));
		HttpResponse<String> response = TestHttp.generate(this.server, REQUEST);
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.body()).isEmpty();
		assertThat(response.headers().firstValue("content-type")).isEmpty();
		assertThat(response.headers().firstValue("content-length")).contains("0");
	}

	@Test
	void noLinesAreAnEmptyStream() {
		this.server.enqueue(MockAnswer.lines());
		HttpResponse<String> response = TestHttp.generate(this.server, REQUEST);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEmpty();
	}

	@Test
	void bytesAreSentApartAndUnchanged() throws IOException {
		byte[] first = { '{', (byte) 0xC3 };
		byte[] second = { (byte) 0xA9, '}' };
		this.server.enqueue(MockAnswer.bytes(first, second));
		first[0] = 'x';
		try (RawClient client = RawClient.post(this.server, REQUEST)) {
			client.head();
			assertThat(client.chunkBytes()).containsExactly('{', 0xC3);
			assertThat(client.chunkBytes()).containsExactly(second);
			assertThat(client.chunkBytes()).isEmpty();
		}
	}

	@Test
	void emptyPacketIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> MockAnswer.bytes(new byte[0]))
			.withMessageContaining("packets");
	}

	@Test
	void statusContentTypeAndHeadersAreOwn() {
		this.server.enqueue(MockAnswer.lines("{}")
			.status(429)
			.contentType("text/html")
			.header("Retry-After", "7")
			.header("X-A", "1")
			.header("X-A", "2")
			.header("Date", "Sun, 06 Nov 1994 08:49:37 GMT"));
		HttpResponse<String> response = TestHttp.generate(this.server, REQUEST);
		assertThat(response.statusCode()).isEqualTo(429);
		assertThat(response.headers().firstValue("content-type")).contains("text/html");
		assertThat(response.headers().firstValue("retry-after")).contains("7");
		assertThat(response.headers().allValues("x-a")).containsExactly("1", "2");
		assertThat(response.headers().allValues("date")).containsExactly("Sun, 06 Nov 1994 08:49:37 GMT");
	}

	@Test
	void contentTypeCanBeLeftOut() {
		this.server.enqueue(MockAnswer.lines("{}").contentType(null));
		HttpResponse<String> response = TestHttp.generate(this.server, REQUEST);
		assertThat(response.headers().map()).doesNotContainKey("content-type");
		assertThat(response.body()).isEqualTo("{}\n");
	}

	@Test
	void answersAreImmutable() {
		MockAnswer answer = MockAnswer.lines("{}");
		answer.status(500).header("X-A", "1").contentType(null).thenStall();
		this.server.enqueue(answer).enqueue(answer);
		for (int i = 0; i < 2; i++) {
			HttpResponse<String> response = TestHttp.generate(this.server, REQUEST);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.headers().map()).containsKey("content-type").doesNotContainKey("x-a");
		}
	}

	@Test
	void delayComesBeforeTheHead() throws IOException {
		this.server.enqueue(MockAnswer.json(200, "{}").delay(Duration.ofMillis(300)));
		long start = System.nanoTime();
		try (RawClient client = RawClient.post(this.server, REQUEST)) {
			client.read();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
		}
	}

	@Test
	void pauseLiesBetweenPackets() throws IOException {
		this.server.enqueue(MockAnswer.lines("1", "2", "3").pause(Duration.ofMillis(200)));
		try (RawClient client = RawClient.post(this.server, REQUEST)) {
			client.head();
			assertThat(client.chunk()).isEqualTo("1\n");
			long first = System.nanoTime();
			assertThat(client.available()).isZero();
			assertThat(client.chunk()).isEqualTo("2\n");
			assertThat(client.available()).isZero();
			assertThat(client.chunk()).isEqualTo("3\n");
			assertThat(Duration.ofNanos(System.nanoTime() - first)).isGreaterThan(Duration.ofMillis(300));
			assertThat(client.chunk()).isEmpty();
		}
	}

	@Test
	void cutClosesTheConnectionInTheBody() throws IOException {
		this.server.enqueue(MockAnswer.lines("1", "2").thenCut());
		try (RawClient client = RawClient.post(this.server, REQUEST)) {
			client.head();
			assertThat(client.chunk()).isEqualTo("1\n");
			assertThat(client.chunk()).isEqualTo("2\n");
			assertThatExceptionOfType(EOFException.class).isThrownBy(client::chunk);
		}
		assertThat(this.server.takeRequest().awaitConnectionClosed(Duration.ofSeconds(5))).isTrue();
	}

	@Test
	void cutOfASingleAnswerLeavesTheBodyOpen() throws IOException {
		this.server.enqueue(MockAnswer.json(200, "{\"mod").thenCut());
		try (RawClient client = RawClient.post(this.server, REQUEST)) {
			assertThat(client.head()).contains("transfer-encoding: chunked");
			assertThat(client.chunk()).isEqualTo("{\"mod");
			assertThatExceptionOfType(EOFException.class).isThrownBy(client::chunk);
		}
	}

	@Test
	void cutWithoutPacketsSendsTheHeadOnly() throws IOException {
		this.server.enqueue(MockAnswer.lines().thenCut());
		try (RawClient client = RawClient.post(this.server, REQUEST)) {
			assertThat(client.head()).contains("HTTP/1.1 200 OK");
			assertThat(client.read()).isEqualTo(-1);
		}
	}

	@Test
	void stallAfterPacketsKeepsTheConnectionOpen() throws IOException {
		this.server.enqueue(MockAnswer.lines("1").thenStall());
		try (RawClient client = RawClient.post(this.server, REQUEST)) {
			client.head();
			assertThat(client.chunk()).isEqualTo("1\n");
			RecordedRequest request = this.server.takeRequest();
			assertThat(request.awaitConnectionClosed(Duration.ofMillis(300))).isFalse();
			assertThat(client.available()).isZero();
		}
	}

	@Test
	void stallSendsNoHead() throws IOException {
		this.server.enqueue(MockAnswer.stall());
		try (RawClient client = RawClient.post(this.server, REQUEST)) {
			RecordedRequest request = this.server.takeRequest();
			assertThat(request.awaitConnectionClosed(Duration.ofMillis(300))).isFalse();
			assertThat(client.available()).isZero();
		}
	}

	@Test
	void connectionIsReusedAfterACompleteAnswer() throws IOException {
		this.server.enqueue(MockAnswer.lines("1")).enqueue(MockAnswer.json(200, "{}"));
		try (RawClient client = RawClient.post(this.server, REQUEST)) {
			client.head();
			assertThat(client.chunks()).containsExactly("1\n");
			client.send(REQUEST);
			assertThat(client.head()).contains("HTTP/1.1 200 OK", "content-length: 2");
			assertThat(this.server.connectionCount()).isEqualTo(1);
		}
	}

	@Test
	void bodyIsUtf8() {
		this.server.enqueue(MockAnswer.json(200, "\"žluťoučký 🙂\""));
		byte[] body = TestHttp.generate(this.server, REQUEST).body().getBytes(StandardCharsets.UTF_8);
		assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo("\"žluťoučký 🙂\"");
	}

	@Test
	void tokensBreakOffBeforeTheLineThatSaysDone() throws IOException {
		this.server.enqueue(MockAnswer.tokens("a", "b").thenCut());
		try (RawClient client = RawClient.post(this.server, REQUEST)) {
			client.head();
			assertThat(client.chunk()).contains("\"a\"");
			assertThat(client.chunk()).contains("\"b\"").contains("\"done\":false");
			assertThat(client.read()).isEqualTo(-1);
		}
	}

	@Test
	void errorTakesThePlaceOfTheLastLine() {
		this.server.enqueue(MockAnswer.tokens("a", "b").thenError("the runner's \"end\""));
		HttpResponse<String> response = TestHttp.generate(this.server, REQUEST);
		assertThat(response.statusCode()).isEqualTo(200);
		List<JsonNode> lines = TestHttp.lines(response);
		assertThat(lines).hasSize(3);
		assertThat(lines.get(1).get("response").stringValue()).isEqualTo("b");
		assertThat(response.body()).endsWith("\n{\"error\":\"the runner's \\\"end\\\"\"}\n");
	}

	@Test
	void whenSingleAnswerEndsWithErrorThenItIsStatus500() {
		this.server.enqueue(MockAnswer.tokens("a").thenError("gone"));
		HttpResponse<String> response = TestHttp.generate(this.server,
				TestHttp.body("{'model':'m','prompt':'p','stream':false}"));
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(response.headers().firstValue("content-type")).hasValue("application/json; charset=utf-8");
		assertThat(response.body()).isEqualTo("{\"error\":\"gone\"}");
	}

	@Test
	void errorFollowsGivenLines() {
		this.server.enqueue(MockAnswer.lines("{\"response\":\"a\"}").thenError("gone"));
		assertThat(TestHttp.generate(this.server, REQUEST).body())
			.isEqualTo("{\"response\":\"a\"}\n{\"error\":\"gone\"}\n");
	}

	@Test
	void thinkingComesFirstAndCounts() {
		this.server.enqueue(MockAnswer.tokens("a").thinking("let me", " see").doneReason("length"));
		List<JsonNode> lines = TestHttp.lines(TestHttp.generate(this.server, REQUEST));
		assertThat(lines).extracting((line) -> line.path("thinking").asString(""))
			.containsExactly("let me", " see", "", "");
		assertThat(lines).extracting((line) -> line.get("response").stringValue()).containsExactly("", "", "a", "");
		JsonNode last = lines.get(3);
		assertThat(last.get("done_reason").stringValue()).isEqualTo("length");
		assertThat(last.get("eval_count").intValue()).isEqualTo(3);
	}

	@Test
	void onlyTokensCanBeCompleted() {
		assertThatIllegalStateException().isThrownBy(() -> MockAnswer.lines("{}").thinking("a"))
			.withMessageContaining("'tokens'");
		assertThatIllegalStateException().isThrownBy(() -> MockAnswer.json(200, "{}").doneReason("length"));
	}

}
