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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Recordings}, with one mock server as the real one and another one that
 * records it.
 */
@Timeout(30)
class RecordingsTests {

	private static final String SKY = "{'model':'gemma3','prompt':'Why is the sky blue?'}";

	@TempDir
	private Path folder;

	private final MockOllamaServer real = MockOllamaServer.start();

	@AfterEach
	void stop() {
		this.real.close();
	}

	@Test
	void eachExchangeIsReplayedByteForByte() throws IOException {
		List<WireExchange> direct = exchanges(this.real);
		List<WireExchange> recorded;
		try (MockOllamaServer proxy = start(Recordings.record(this.folder, this.real.url()))) {
			recorded = exchanges(proxy);
			proxy.verify();
		}
		assertThat(withoutTimes(recorded)).containsExactlyElementsOf(withoutTimes(direct));
		this.real.close();
		for (double pauseFactor : new double[] { 0, 0.1, 1 }) {
			try (MockOllamaServer replay = start(Recordings.replay(this.folder).pauseFactor(pauseFactor))) {
				assertThat(exchanges(replay)).containsExactlyElementsOf(recorded);
				replay.verify();
			}
		}
	}

	/** A real server that never answers the same way twice, as far as times go. */
	private static List<String> withoutTimes(List<WireExchange> exchanges) {
		return exchanges.stream()
			.map((exchange) -> exchange.toString()
				.replaceAll("\"created_at\":\"[^\"]*\"", "")
				.replaceAll("(_at|_duration|digest)\":(\"[^\"]*\"|\\d+)", "")
				.replaceAll("[Cc]ontent-[Ll]ength: ?\\d+", ""))
			.toList();
	}

	private List<WireExchange> exchanges(MockOllamaServer server) throws IOException {
		this.real.enqueue(MockAnswer.tokens("<b>", "é€", "\ud83d\ude00").pause(Duration.ofMillis(3)))
			.enqueue(MockAnswer.tokens("Blue", ".").thenCut())
			.enqueue(MockAnswer.tokens("Blue", ".").thenError("out of memory"))
			.enqueue(MockAnswer.bytes(new byte[] { (byte) 0xff, '\n' }, new byte[] { 0, '\r', '\n' }))
			.enqueue(MockAnswer.lines("{\"a\": 1}", "", "x").header("Retry-After", "7").status(503))
			.enqueue(MockAnswer.json(429, "{\"error\":\"slow down\"}").header("Retry-After", "1"))
			.enqueue(MockAnswer.json(500, "").contentType(null));
		List<WireExchange> exchanges = new ArrayList<>();
		for (int i = 1; i <= 7; i++) {
			exchanges.add(WireExchange.generate(server, "{'model':'gemma3','prompt':'" + i + "'}"));
		}
		exchanges.add(WireExchange.generate(server, "{'model':'gemma3','prompt':'Why?','stream':false}"));
		exchanges.add(WireExchange.generate(server, "{'model':'unknown','prompt':'Why?'}"));
		exchanges.add(WireExchange.generate(server, "{'model':"));
		exchanges.add(WireExchange.generate(server, ""));
		exchanges.add(WireExchange.of(server, "GET /api/tags", ""));
		exchanges.add(WireExchange.of(server, "GET /api/ps", ""));
		exchanges.add(WireExchange.of(server, "GET /api/version?a=b", ""));
		exchanges.add(WireExchange.of(server, "POST /api/show", TestHttp.body("{'model':'gemma3'}")));
		exchanges.add(WireExchange.of(server, "GET /nowhere", ""));
		exchanges.add(WireExchange.of(server, "HEAD /", ""));
		exchanges.add(WireExchange.of(server, "GET /", ""));
		exchanges.add(WireExchange.of(server, "DELETE /api/delete", TestHttp.body("{'model':'nope'}")));
		return exchanges;
	}

	@Test
	void pausesAreThoseOfTheServer() {
		this.real.enqueue(MockAnswer.tokens("a", "b", "c").delay(Duration.ofMillis(150)).pause(Duration.ofMillis(80)));
		record(SKY);
		JsonNode response = TestHttp.MAPPER.readTree(read("api-generate-1.json")).get("response");
		int delay = response.get("delayMillis").intValue();
		List<Integer> pauses = response.get("lines")
			.valueStream()
			.map((line) -> line.get("pauseMillis").intValue())
			.toList();
		int sum = pauses.stream().mapToInt(Integer::intValue).sum();
		// a busy machine reads one line late, and then the pause after it is shorter
		assertThat(delay).isBetween(140, 2_000);
		assertThat(pauses).hasSize(4);
		assertThat(delay + sum).isBetween(150 + 3 * 80 - 10, 5_000);
		assertThat(nanosOfReplay(1)).isGreaterThanOrEqualTo(Duration.ofMillis(delay + sum).toNanos());
		assertThat(nanosOfReplay(0.5)).isGreaterThanOrEqualTo(Duration.ofMillis(delay + sum).toNanos() / 2);
	}

	private long nanosOfReplay(double pauseFactor) {
		try (MockOllamaServer replay = start(Recordings.replay(this.folder).pauseFactor(pauseFactor))) {
			long start = System.nanoTime();
			TestHttp.generate(replay, TestHttp.body(SKY));
			return System.nanoTime() - start;
		}
	}

	@Test
	void requestSelectsTheRecordingNotTheOrder() {
		this.real.enqueue(MockAnswer.tokens("first")).enqueue(MockAnswer.tokens("second"));
		record("{'model':'gemma3','prompt':'1','options':{'seed':1,'top_p':0.5}}", "{'model':'gemma3','prompt':'2'}");
		try (MockOllamaServer replay = start(Recordings.replay(this.folder))) {
			assertThat(generate(replay, "{'prompt':'2','model':'gemma3'}")).contains("second");
			assertThat(generate(replay, "{'options':{'top_p':0.50,'seed':1.0},'model':'gemma3','prompt':'1'}"))
				.contains("first");
			replay.verify();
		}
	}

	@Test
	void answersToTheSameRequestAreUsedInOrderAndOnce() {
		this.real.enqueue(MockAnswer.tokens("first")).enqueue(MockAnswer.tokens("second"));
		record(SKY, SKY);
		try (MockOllamaServer replay = start(Recordings.replay(this.folder))) {
			assertThat(generate(replay, SKY)).contains("first");
			assertThat(generate(replay, SKY)).contains("second");
			assertThat(generate(replay, SKY)).contains("all 2 recorded answers are used already");
			assertThatExceptionOfType(AssertionError.class).isThrownBy(replay::verify)
				.withMessageContaining("all 2 recorded answers are used already");
			replay.reset();
			assertThat(generate(replay, SKY)).contains("first");
		}
	}

	@Test
	void lastAnswerToReadIsRepeatedAndStoredOnce() throws IOException {
		try (MockOllamaServer proxy = start(Recordings.record(this.folder, this.real.url()))) {
			for (int i = 0; i < 3; i++) {
				TestHttp.get(proxy, "/api/version");
			}
		}
		assertThat(files()).containsExactly("api-version-1.json");
		try (MockOllamaServer replay = start(Recordings.replay(this.folder))) {
			for (int i = 0; i < 3; i++) {
				assertThat(TestHttp.get(replay, "/api/version").statusCode()).isEqualTo(200);
			}
			replay.verify();
		}
	}

	@Test
	void manyRequestsAtATimeGetTheirAnswers() throws IOException {
		Map<Integer, String> recorded;
		try (MockOllamaServer proxy = start(Recordings.record(this.folder, this.real.url()))) {
			recorded = answers(proxy);
			proxy.verify();
		}
		assertThat(files()).hasSize(50);
		try (MockOllamaServer replay = start(Recordings.replay(this.folder))) {
			assertThat(answers(replay)).isEqualTo(recorded);
			replay.verify();
		}
	}

	private static Map<Integer, String> answers(MockOllamaServer server) {
		return IntStream.range(0, 50)
			.parallel()
			.boxed()
			.collect(Collectors.toMap(Function.identity(),
					(i) -> generate(server, "{'model':'gemma3','prompt':'" + i + "','stream':" + (i % 2 == 0) + "}")));
	}

	@Test
	void whenRequestHasNoRecordingThenNearestOneIsShown() {
		record("{'model':'gemma3','prompt':'How is the weather in Prague today?','options':{'num_ctx':4096}}",
				"{'model':'qwen3:1.7b','prompt':'Something else'}");
		try (MockOllamaServer replay = start(Recordings.replay(this.folder))) {
			String response = generate(replay,
					"{'model':'gemma3','prompt':'How is the weather in Paris today?','options':{'num_ctx':8192}}");
			assertThat(response)
				.contains("api-generate-1.json: options.num_ctx 4096 / 8192," + " prompt differs at character 24")
				.doesNotContain("Paris", "Prague");
			assertThatExceptionOfType(AssertionError.class).isThrownBy(replay::verify).withMessageStartingWith("""
					No recording for POST /api/generate (model gemma3, 91 characters)
					  Nearest recording: %s:3
					    options.num_ctx 4096 / 8192
					    prompt differs at character 24: "...weather in Prague today?" / "...weather in Paris today?"
					  To record it, start the server with Recordings.recordMissing(..)
					""".formatted(this.folder.resolve("api-generate-1.json")));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{'model':'gemma3'}                                   | prompt is not requested: "Why is the sky blue?" / -
			{'model':'gemma3','prompt':'Why is the sky blue?','raw':true} | raw is not recorded: - / true
			{'model':'gemma3','prompt':7}                        | prompt differs: "Why is the sky blue?" / 7
			{'model':'gemma4','prompt':'Why is the sky blue?'}   | model differs at character 6
			{'model':                                            | body is not requested
			""")
	void differenceIsReadable(String request, String difference) {
		record(SKY);
		try (MockOllamaServer replay = start(Recordings.replay(this.folder))) {
			generate(replay, request);
			assertThatExceptionOfType(AssertionError.class).isThrownBy(replay::verify)
				.withMessageContaining(difference);
		}
	}

	@Test
	void whenNothingIsRecordedThenFolderIsNamed() {
		try (MockOllamaServer replay = start(Recordings.replay(this.folder.resolve("none")))) {
			generate(replay, SKY);
			assertThatExceptionOfType(AssertionError.class).isThrownBy(replay::verify)
				.withMessageContaining("there are no recordings in " + this.folder.resolve("none"));
		}
	}

	@Test
	void whenPollHasNoRecordingThenOnlyFailedTestSaysSo() {
		try (MockOllamaServer replay = start(Recordings.replay(this.folder))) {
			assertThat(TestHttp.get(replay, "/api/ps").statusCode()).isEqualTo(501);
			replay.afterTest(null);
			TestHttp.get(replay, "/api/ps");
			Exception failure = new Exception();
			replay.afterTest(failure);
			assertThat(failure.getSuppressed()).singleElement()
				.asString()
				.contains("No recording for GET /api/ps", "1. GET /api/ps -> status 501");
		}
	}

	@ParameterizedTest
	@CsvSource({ "CUT_AFTER_TOKENS", "ERROR_AFTER_TOKENS" })
	void faultsOnDemandChangeNoRecording(String type) throws IOException {
		this.real.enqueue(MockAnswer.tokens("first", "second"));
		MockFault fault = type.startsWith("CUT") ? MockFault.cutAfterTokens(1) : MockFault.errorAfterTokens(1);
		try (MockOllamaServer proxy = start(Recordings.record(this.folder, this.real.url()))) {
			proxy.setFaults(fault);
			assertThat(WireExchange.generate(proxy, SKY).chunks()).noneMatch((chunk) -> chunk.contains("second"));
			proxy.afterTest(null);
		}
		assertThat(read("api-generate-1.json")).contains("first", "second", "\"done\":true")
			.doesNotContain("\"error\"");
		try (MockOllamaServer replay = start(Recordings.replay(this.folder))) {
			replay.setFaults(fault);
			assertThat(WireExchange.generate(replay, SKY).chunks()).noneMatch((chunk) -> chunk.contains("second"));
			replay.reset();
			replay.setFaults();
			assertThat(WireExchange.generate(replay, SKY).chunks()).hasSize(3);
		}
	}

	@Test
	void ignoredFieldsAreNotCompared() {
		record("{'model':'gemma3','prompt':'Why?','keep_alive':'5m','options':{'seed':1,'num_ctx':8}}");
		Recordings recordings = Recordings.replay(this.folder).ignoredFields("options.seed", "keep_alive");
		try (MockOllamaServer replay = start(recordings)) {
			generate(replay, "{'model':'gemma3','prompt':'Why?','options':{'num_ctx':8,'seed':2}}");
			replay.verify();
			assertThat(generate(replay, "{'model':'gemma3','prompt':'Why?','options':{'num_ctx':9,'seed':2}}"))
				.contains("options.num_ctx 8 / 9")
				.doesNotContain("seed", "keep_alive");
		}
	}

	@Test
	void imagesAreStoredAsHashes() {
		record("{'model':'gemma3','prompt':'What?','images':['aGVsbG8=']}");
		assertThat(read("api-generate-1.json")).doesNotContain("aGVsbG8=")
			.contains("\"sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\"");
		try (MockOllamaServer replay = start(Recordings.replay(this.folder))) {
			generate(replay, "{'model':'gemma3','prompt':'What?','images':['aGVsbG8=']}");
			replay.verify();
			assertThat(generate(replay, "{'model':'gemma3','prompt':'What?','images':['aGVsbA==']}"))
				.contains("images[0] is another image");
		}
	}

	@Test
	void headersOfTheRequestReachTheServerButNoFile() throws IOException {
		this.real.enqueue(MockAnswer.json(401, "{\"error\":\"sk-0123456789 is not valid for tenant-4711\"}")
			.header("Set-Cookie", "session=abcdefghij")
			.header("X-Request-Id", "request-4711"));
		try (MockOllamaServer proxy = start(Recordings.record(this.folder, this.real.url()))) {
			WireExchange.of(proxy, "POST /api/generate?api_key=query-key",
					TestHttp.body("{'model':'gemma3','prompt':" + "'My tenant is tenant-4711'}"),
					"Authorization: Bearer sk-0123456789", "X-Tenant: tenant-4711", "Cookie: a=cookie-4711; b=2",
					"Accept: application/x-ndjson");
			proxy.verify();
		}
		RecordedRequest received = this.real.takeRequest();
		assertThat(received).hasHeader("Authorization", "Bearer sk-0123456789")
			.hasHeader("X-Tenant", "tenant-4711")
			.hasHeader("Cookie", "a=cookie-4711; b=2");
		assertThat(read("api-generate-1.json"))
			.doesNotContain("sk-0123456789", "tenant-4711", "cookie-4711", "query-key", "abcdefghij", "request-4711")
			.contains("My tenant is ***", "*** is not valid for ***");
		try (MockOllamaServer replay = start(Recordings.replay(this.folder))) {
			WireExchange replayed = WireExchange.of(replay, "POST /api/generate",
					TestHttp.body("{'model':'gemma3'," + "'prompt':'My tenant is tenant-0815'}"),
					"X-Tenant: tenant-0815");
			assertThat(replayed.head()).first().asString().contains("401");
		}
	}

	@Test
	void redactorChangesWhatIsStoredAndCompared() {
		this.real.enqueue(MockAnswer.tokens("Dear Ja", "ne D", "oe,", " hello.").thinking("Ja", "ne Doe asks."));
		this.real.enqueue(MockAnswer.tokens("Nothing"));
		Recordings recordings = Recordings.record(this.folder, this.real.url())
			.redactor((text) -> text.replace("Jane Doe", "***"));
		try (MockOllamaServer proxy = start(recordings)) {
			assertThat(generate(proxy, "{'model':'gemma3','prompt':'A letter to Jane Doe'}")).contains("Dear Ja");
			generate(proxy, "{'model':'gemma3','prompt':'Why?'}");
			proxy.verify();
		}
		assertThat(read("api-generate-1.json")).doesNotContain("Jane", "Doe", "Ja", "ne D", "context")
			.contains("A letter to ***");
		assertThat(read("api-generate-2.json")).contains("context");
		try (MockOllamaServer replay = start(Recordings.replay(this.folder)
			.redactor((text) -> text.replace("Jane Doe", "***").replace("John Doe", "***")))) {
			List<JsonNode> lines = TestHttp
				.lines(TestHttp.generate(replay, TestHttp.body("{'model':'gemma3','prompt':'A letter to John Doe'}")));
			assertThat(lines).hasSize(7);
			assertThat(lines.stream().map((line) -> line.path("response").asString("")).reduce("", String::concat))
				.isEqualTo("Dear ***, hello.");
			assertThat(lines.stream().map((line) -> line.path("thinking").asString("")).reduce("", String::concat))
				.isEqualTo("*** asks.");
			replay.verify();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Why is the sky blue?", "forbidden" })
	void whenRedactorFailsThenNothingIsWrittenAndTestFails(String text) throws IOException {
		this.real.enqueue(MockAnswer.tokens("forbidden"));
		Recordings recordings = Recordings.record(this.folder, this.real.url()).redactor((stored) -> {
			if (stored.equals(text)) {
				throw new IllegalArgumentException("secret");
			}
			return stored;
		});
		try (MockOllamaServer proxy = start(recordings)) {
			WireExchange.generate(proxy, SKY);
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> proxy.afterTest(null))
				.withMessageStartingWith("Cannot redact ")
				.withMessageContaining("(IllegalArgumentException)")
				.withMessageNotContaining("secret");
		}
		assertThat(files()).isEmpty();
	}

	@Test
	void whenClientLeavesThenRecordingIsComplete() throws IOException {
		this.real.enqueue(MockAnswer.tokens("a", "b", "c", "d").pause(Duration.ofMillis(50)));
		try (MockOllamaServer proxy = start(Recordings.record(this.folder, this.real.url()))) {
			try (RawClient client = RawClient.post(proxy, TestHttp.body(SKY))) {
				client.head();
				assertThat(client.chunk()).contains("\"a\"");
			}
			proxy.afterTest(null);
		}
		assertThat(read("api-generate-1.json")).contains("\"d\"", "\"done\":true").doesNotContain("\"cut\"");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void fileIsWrittenBeforeTheClientHasTheWholeAnswer(boolean stream) throws Exception {
		this.real.enqueue(MockAnswer.tokens("answer"));
		CountDownLatch writing = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		Recordings recordings = Recordings.record(this.folder, this.real.url()).redactor((text) -> {
			if (text.equals("answer")) {
				writing.countDown();
				await(released);
			}
			return text;
		});
		try (MockOllamaServer proxy = start(recordings)) {
			CompletableFuture<String> answer = CompletableFuture
				.supplyAsync(() -> generate(proxy, "{'model':'gemma3','prompt':'Why?','stream':" + stream + "}"));
			await(writing);
			assertThat(answer).isNotDone();
			assertThat(files()).isEmpty();
			released.countDown();
			assertThat(answer.get(10, TimeUnit.SECONDS)).contains("answer");
			assertThat(files()).containsExactly("api-generate-1.json");
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'model':'gemma3','n':1e99999999999}", "{'model':'gemma3','n':1e999}",
			"{'model':'gemma3','n':-0}", "{'model':'gemma3','prompt':null,'images':[1,null,'a']}", "[1,[2]]", "'a'",
			"{'model':'gemma3','model':'gemma3'}", "{'options':7}" })
	void unusualRequestIsReplayed(String request) {
		this.real.enqueue(MockAnswer.lines("{\"response\":\"a\",\"n\":1e99999999999}", "{\"n\":1e999,\"done\":true}"));
		record(request);
		try (MockOllamaServer replay = start(Recordings.replay(this.folder))) {
			assertThat(generate(replay, request))
				.isEqualTo("{\"response\":\"a\",\"n\":1e99999999999}\n{\"n\":1e999,\"done\":true}\n");
			replay.verify();
		}
	}

	@Test
	void onlyMissingOnesAreRecorded() throws IOException {
		this.real.enqueue(MockAnswer.tokens("first"))
			.enqueue(MockAnswer.tokens("second"))
			.enqueue(MockAnswer.tokens("third"));
		record(SKY);
		try (MockOllamaServer proxy = start(Recordings.recordMissing(this.folder, this.real.url()))) {
			assertThat(generate(proxy, SKY)).contains("first");
			assertThat(generate(proxy, SKY)).contains("second");
			assertThat(generate(proxy, "{'model':'gemma3','prompt':'Other'}")).contains("third");
			proxy.verify();
		}
		assertThat(files()).containsExactly("api-generate-1.json", "api-generate-2.json", "api-generate-3.json");
		try (MockOllamaServer replay = start(Recordings.replay(this.folder))) {
			assertThat(generate(replay, SKY)).contains("first");
			assertThat(generate(replay, SKY)).contains("second");
			replay.verify();
		}
	}

	@Test
	void recordingAgainReplacesTheFile() throws IOException {
		this.real.enqueue(MockAnswer.tokens("first")).enqueue(MockAnswer.tokens("second"));
		record(SKY);
		record(SKY);
		assertThat(files()).containsExactly("api-generate-1.json");
		assertThat(read("api-generate-1.json")).contains("second").doesNotContain("first");
	}

	@Test
	void enqueuedAnswerComesFirst() {
		record(SKY);
		try (MockOllamaServer replay = start(Recordings.replay(this.folder))) {
			replay.enqueue(MockAnswer.tokens("enqueued"));
			assertThat(generate(replay, "{'model':'gemma3','prompt':'Other'}")).contains("enqueued");
			generate(replay, SKY);
			replay.verify();
		}
	}

	@Test
	void whenServerIsDownThenNothingIsWritten() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		try (MockOllamaServer proxy = start(Recordings.record(this.folder, "http://127.0.0.1:" + port))) {
			assertThat(TestHttp.generate(proxy, TestHttp.body(SKY)).statusCode()).isEqualTo(501);
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> proxy.afterTest(null))
				.withMessageStartingWith("Cannot record POST /api/generate (model gemma3")
				.withMessageContainingAll("http://127.0.0.1:" + port + " did not answer", "Nothing was written",
						"Start Ollama there");
		}
		assertThat(files()).isEmpty();
	}

	@Test
	void whenServerClosesBeforeItAnswersThenNothingIsWritten() throws Exception {
		WireExchange recorded = recordRaw("");
		assertThat(recorded.head()).first().asString().contains("501");
		assertThat(recorded.chunks()).singleElement().asString().contains("did not answer");
		assertThat(files()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			HTTP/1.1 200 OK~Content-Length: 30~~{"a":1}           | {"a":1} | true
			HTTP/1.1 200 OK~Content-Length: 30~~                  | ``      | true
			HTTP/1.1 200 OK~Transfer-Encoding: chunked~~7~{"a":1} | {"a":1} | true
			HTTP/1.1 200 OK~Transfer-Encoding: chunked~~          | ``      | true
			HTTP/1.1 200 OK~Connection: close~~{"a":1}            | {"a":1} | false
			HTTP/1.1 418 ~Content-Length: 2~~ok                   | ok      | false
			""")
	void endOfAnyResponseIsReplayed(String response, String body, boolean cut) throws Exception {
		WireExchange recorded = recordRaw(response.strip().replace("~", "\r\n"));
		assertThat(String.join("", recorded.chunks())).isEqualTo(body);
		assertThat(recorded.cut()).isEqualTo(cut);
		assertThat(read("api-generate-1.json").contains("\"cut\": true")).isEqualTo(cut);
		try (MockOllamaServer replay = start(Recordings.replay(this.folder))) {
			assertThat(WireExchange.generate(replay, SKY)).isEqualTo(recorded);
		}
	}

	/** Record a server that sends some bytes and closes the connection. */
	private WireExchange recordRaw(String response) throws Exception {
		try (ServerSocket server = new ServerSocket(0);
				MockOllamaServer proxy = start(
						Recordings.record(this.folder, "http://127.0.0.1:" + server.getLocalPort()))) {
			CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(server, response));
			WireExchange recorded = WireExchange.generate(proxy, SKY);
			served.get(10, TimeUnit.SECONDS);
			return recorded;
		}
	}

	private static void serve(ServerSocket server, String response) {
		try (Socket socket = server.accept()) {
			InputStream in = socket.getInputStream();
			StringBuilder request = new StringBuilder();
			// what is not read would turn the end into a reset
			while (!request.toString().endsWith("blue?\"}")) {
				request.append((char) in.read());
			}
			socket.getOutputStream().write(response.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void whenFolderCannotBeWrittenThenServerDoesNotStart() throws IOException {
		Path file = Files.writeString(this.folder.resolve("file"), "");
		assertThatIllegalStateException().isThrownBy(() -> start(Recordings.record(file, this.real.url())))
			.withMessageStartingWith(file + ": is not a folder");
		assertThatIllegalStateException()
			.isThrownBy(() -> start(Recordings.record(file.resolve("below"), this.real.url())))
			.withMessage(file.resolve("below") + ": cannot be created in " + file);
		assertThat(this.real.connectionCount()).isZero();
	}

	@Test
	void whenFileCannotBeWrittenThenTestFailsAndNothingIsLeft() throws IOException {
		record(SKY);
		Path file = this.folder.resolve("api-generate-1.json");
		String content = Files.readString(file);
		try (MockOllamaServer proxy = start(Recordings.record(this.folder, this.real.url()))) {
			Files.delete(file);
			Files.createDirectories(file.resolve("in-the-way"));
			generate(proxy, SKY);
			assertThatExceptionOfType(AssertionError.class).isThrownBy(proxy::verify)
				.withMessageContaining(file + ": cannot be written");
		}
		assertThat(files()).containsExactly("api-generate-1.json");
		assertThat(content).isNotEmpty();
	}

	@Test
	void whenTwoRecordingsMatchTheSameRequestThenBothAreNamed() throws IOException {
		record("{'model':'gemma3','prompt':'Why?','options':{'seed':1}}",
				"{'model':'gemma3','prompt':'Why?','options':{'seed':2}}");
		start(Recordings.replay(this.folder)).close();
		assertThatIllegalStateException()
			.isThrownBy(() -> start(Recordings.replay(this.folder).ignoredFields("options.seed")))
			.withMessage(this.folder.resolve("api-generate-2.json") + ":3: matches the same request as "
					+ this.folder.resolve("api-generate-1.json") + ":3 (not compared: options.seed)."
					+ " Delete one, or number them with 'answer': 1, 2");
		Files.copy(this.folder.resolve("api-generate-1.json"), this.folder.resolve("copy.json"));
		assertThatIllegalStateException().isThrownBy(() -> start(Recordings.replay(this.folder)))
			.withMessageStartingWith(this.folder.resolve("copy.json") + ":3: matches the same request as ");
	}

	@Test
	void whenFileIsTruncatedThenItIsNamed() throws IOException {
		record(SKY);
		Path file = this.folder.resolve("api-generate-1.json");
		String content = Files.readString(file);
		Files.writeString(file, content.substring(0, content.indexOf("\"response\":") + 4));
		assertThatIllegalStateException().isThrownBy(() -> start(Recordings.replay(this.folder)))
			.withMessageStartingWith(file + ":")
			.withMessageContaining(": is truncated or not valid JSON");
		Files.write(file, new byte[] { (byte) 0xff });
		assertThatIllegalStateException().isThrownBy(() -> start(Recordings.replay(this.folder)))
			.withMessage(file + ":1: is not UTF-8");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "localhost:11434", "ftp://localhost", "http://", "http://me:secret@localhost",
			"http://localhost?key=secret" })
	void serverMustBeABaseUrl(String baseUrl) {
		assertThatIllegalArgumentException().isThrownBy(() -> start(Recordings.record(this.folder, baseUrl)))
			.withMessageContaining("http://localhost:11434")
			.withMessageNotContaining("secret");
	}

	@ParameterizedTest
	@ValueSource(doubles = { -1, Double.NaN, Double.POSITIVE_INFINITY })
	void pauseFactorIsNotNegative(double pauseFactor) {
		assertThatIllegalArgumentException().isThrownBy(() -> Recordings.replay(this.folder).pauseFactor(pauseFactor))
			.withMessage("'pauseFactor' must be zero or a positive number");
	}

	private void record(String... requests) {
		try (MockOllamaServer proxy = start(Recordings.record(this.folder, this.real.url()))) {
			for (String request : requests) {
				generate(proxy, request);
			}
			proxy.verify();
		}
	}

	private static MockOllamaServer start(Recordings recordings) {
		return MockOllamaServer.builder().recordings(recordings).start();
	}

	private static String generate(MockOllamaServer server, String request) {
		return TestHttp.generate(server, TestHttp.body(request)).body();
	}

	private String read(String file) {
		try {
			return Files.readString(this.folder.resolve(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList();
		}
	}

}
