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

package io.github.ollamagenerate.test.internal.dispatch;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RawClient;
import io.github.ollamagenerate.test.RecordedRequest;
import io.github.ollamagenerate.test.TestHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for scripted answers of {@link MockOllamaServer}: which request gets which, and
 * what is said when that fails.
 */
class EnqueuedAnswersTests {

	private static final String GEMMA = TestHttp.body("{'model':'gemma3','prompt':'secret'}");

	private static final String QWEN = TestHttp.body("{'model':'qwen3:1.7b','prompt':'secret'}");

	private MockOllamaServer server = MockOllamaServer.start();

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void answersAreUsedInOrderAndThenTheServerAnswersByItself() {
		this.server.enqueue(MockAnswer.tokens("one")).enqueue(MockAnswer.tokens("two"));
		assertThat(text(GEMMA)).isEqualTo("one");
		assertThat(text(GEMMA)).isEqualTo("two");
		assertThat(text(GEMMA)).contains("canned");
		assertThatNoException().isThrownBy(this.server::verify);
	}

	@Test
	void expectationPicksTheRequestWhateverTheOrder() {
		this.server.enqueue((request) -> assertThat(request).hasModel("gemma3"), MockAnswer.tokens("for gemma"))
			.enqueue((request) -> assertThat(request).hasModel("qwen3:1.7b"), MockAnswer.tokens("for qwen"));
		assertThat(text(QWEN)).isEqualTo("for qwen");
		assertThat(text(GEMMA)).isEqualTo("for gemma");
		assertThatNoException().isThrownBy(this.server::verify);
	}

	@Test
	void whenNoScriptIsForRequestThenItIsRefusedAndVerifySaysWhatWasExpected() {
		this.server.enqueue((request) -> assertThat(request).hasModel("gemma3").hasOption("num_ctx", 4096),
				MockAnswer.tokens("for gemma"));
		HttpResponse<String> response = TestHttp.generate(this.server, QWEN);
		assertThat(response.statusCode()).isEqualTo(501);
		assertThat(TestHttp.json(response).get("error").stringValue())
			.isEqualTo("MockOllamaServer: None of the enqueued answers is for POST /api/generate"
					+ " (model qwen3:1.7b, " + QWEN.length() + " characters)");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(this.server::verify)
			.withMessageContaining("None of the enqueued answers is for POST /api/generate (model qwen3:1.7b")
			.withMessageContaining("Expected field 'model' to be \"gemma3\" but was \"qwen3:1.7b\"")
			.withMessageContaining(
					"Expected a request for answer 1 (status 200, texts: 1) to /api/generate, but none came")
			.withMessageContaining("1. POST /api/generate (model qwen3:1.7b, 40 characters) -> status 501")
			.withMessageNotContaining("secret");
	}

	@Test
	void whenExpectationThrowsSomethingElseThenThatIsSaid() {
		this.server.enqueue((request) -> {
			throw new IllegalStateException("broken expectation");
		}, MockAnswer.tokens("x"));
		assertThat(TestHttp.generate(this.server, GEMMA).statusCode()).isEqualTo(501);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(this.server::verify)
			.withMessageContaining("broken expectation");
	}

	@Test
	void whenAnswersAreLeftThenVerifyNamesThem() {
		this.server.enqueue(MockAnswer.tokens("a"))
			.enqueue(MockAnswer.lines("secret", "b").thenCut())
			.enqueue("/api/version", MockAnswer.json(500, "{}"));
		TestHttp.generate(this.server, GEMMA);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(this.server::verify)
			.withMessageStartingWith("""
					Expected a request for answer 2 (status 200, packets: 2, then CUT) to /api/generate, but none came
					Expected a request for answer 3 (status 500, packets: 1) to /api/version, but none came
					""")
			.withMessageContaining("1. POST /api/generate (model gemma3, 36 characters) -> status 200")
			.withMessageContaining("enqueued as 1")
			.withMessageNotContaining("secret");
	}

	@Test
	void otherPathsAreScriptedAndTakenApart() {
		this.server.enqueue("/api/version", MockAnswer.json(503, "{\"error\":\"gone\"}"));
		assertThat(text(GEMMA)).contains("canned");
		HttpResponse<String> response = TestHttp.exchange(this.server, "GET", "/api/version", "", List.of("X-A", "b"));
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(TestHttp.get(this.server, "/api/version").statusCode()).isEqualTo(200);
		assertThat(this.server.takeRequest("/api/version")).hasHeader("x-a", "b");
		assertThat(this.server.takeRequest("/api/version")).doesNotHaveHeader("x-a");
	}

	@Test
	void otherMethodsTakeNoScript() {
		this.server.enqueue(MockAnswer.tokens("one"));
		assertThat(TestHttp.get(this.server, "/api/generate").statusCode()).isEqualTo(405);
		assertThat(text(GEMMA)).isEqualTo("one");
		assertThat(this.server.takeRequest()).hasModel("gemma3");
	}

	@Test
	void whenScriptedOnlyThenRequestWithoutScriptIsRefused() {
		try (MockOllamaServer scripted = MockOllamaServer.builder().scriptedOnly().start()) {
			scripted.enqueue(MockAnswer.tokens("one"));
			assertThat(TestHttp.generate(scripted, GEMMA).statusCode()).isEqualTo(200);
			assertThat(TestHttp.get(scripted, "/api/version").statusCode()).isEqualTo(200);
			HttpResponse<String> response = TestHttp.generate(scripted, GEMMA);
			assertThat(response.statusCode()).isEqualTo(501);
			assertThat(TestHttp.json(response).get("error").stringValue())
				.startsWith("MockOllamaServer: No answer is enqueued for POST /api/generate (model gemma3")
				.endsWith("1 were enqueued in all");
			assertThatExceptionOfType(AssertionError.class).isThrownBy(scripted::verify)
				.withMessageStartingWith("No answer is enqueued for POST /api/generate (model gemma3");
		}
	}

	@Test
	void resetForgetsRequestsScriptsAndLoadedModels() {
		this.server.enqueue((request) -> assertThat(request).hasModel("x"), MockAnswer.tokens("x"));
		TestHttp.generate(this.server, GEMMA);
		this.server.reset();
		assertThatNoException().isThrownBy(this.server::verify);
		assertThat(this.server.requestCount()).isZero();
		assertThat(this.server.journal()).endsWith(": none");
		TestHttp.generate(this.server, GEMMA);
		assertThat(TestHttp.json(TestHttp.get(this.server, "/api/ps")).get("models")).hasSize(1);
		this.server.reset();
		assertThat(TestHttp.json(TestHttp.get(this.server, "/api/ps")).get("models")).isEmpty();
	}

	@Test
	void resetCutsRunningAnswersAndLeavesOthers() throws Exception {
		TestHttp.generate(this.server, GEMMA);
		RecordedRequest idle = this.server.takeRequest();
		this.server.enqueue(MockAnswer.stall()).enqueue(MockAnswer.tokens("a").thenStall());
		RawClient first = RawClient.post(this.server, GEMMA);
		RawClient second = RawClient.post(this.server, GEMMA);
		RecordedRequest silent = this.server.takeRequest();
		RecordedRequest stalled = this.server.takeRequest();
		this.server.reset();
		assertThat(silent.awaitConnectionClosed(Duration.ofSeconds(5))).isTrue();
		assertThat(stalled.awaitConnectionClosed(Duration.ofSeconds(5))).isTrue();
		assertThat(idle.awaitConnectionClosed(Duration.ZERO)).isFalse();
		first.close();
		second.close();
	}

	@Test
	void journalHasContentOnlyIfAskedFor() {
		TestHttp.generate(this.server, GEMMA);
		TestHttp.get(this.server, "/api/version");
		assertThat(this.server.journal().lines()).satisfiesExactly(
				(line) -> assertThat(line).isEqualTo("Requests to MockOllamaServer at " + this.server.url() + ":"),
				(line) -> assertThat(line).matches("  1\\. POST /api/generate \\(model gemma3, 36 characters\\) -> "
						+ "status 200, packets: \\d+, not enqueued"),
				(line) -> assertThat(line).isEqualTo("  2. GET /api/version -> status 200, packets: 1, not enqueued"));
		try (MockOllamaServer talking = MockOllamaServer.builder().journalContent().start()) {
			TestHttp.generate(talking, GEMMA);
			assertThat(talking.journal()).contains(GEMMA);
		}
	}

	@Test
	void afterTestVerifiesAndResets() {
		this.server.enqueue(MockAnswer.tokens("a"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.server.afterTest(null))
			.withMessageStartingWith("Expected a request for answer 1");
		assertThatNoException().isThrownBy(() -> this.server.afterTest(null));
	}

	@Test
	void afterFailedTestTheJournalIsPartOfTheFailure() {
		AssertionError failure = new AssertionError("the test's own");
		this.server.enqueue(MockAnswer.tokens("a"));
		TestHttp.get(this.server, "/api/version");
		this.server.afterTest(failure);
		assertThat(failure.getSuppressed()).singleElement()
			.extracting(Throwable::getMessage)
			.asString()
			.contains("1. GET /api/version");
		assertThatNoException().isThrownBy(this.server::verify);
	}

	private String text(String body) {
		StringBuilder text = new StringBuilder();
		TestHttp.lines(TestHttp.generate(this.server, body))
			.forEach((line) -> text.append(line.get("response").stringValue()));
		return text.toString();
	}

}
