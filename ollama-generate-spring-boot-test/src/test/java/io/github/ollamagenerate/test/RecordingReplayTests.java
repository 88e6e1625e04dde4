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
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.ollamagenerate.test.internal.http.AccessRulesTests;
import io.github.ollamagenerate.test.internal.http.HttpDateTests;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends every recorded request again and compares the mock's answer with that of a real
 * server in everything that is not up to a model.
 */
class RecordingReplayTests {

	/** Requests that the recorded one needs before it. */
	private static final Map<String, String> BEFORE = Map.of("10-ps", "10-keep-alive-10m", "10-ps-forever",
			"10-keep-alive-forever");

	/** The model's process was killed, which only a script can do to the mock. */
	private static final Map<String, MockAnswer> SCRIPTED = Map.of("22-runner-killed-mid-stream", killed(),
			"22-runner-killed-single", killed());

	/**
	 * Its {@code Host} header cannot be set here; {@link AccessRulesTests} replays it.
	 */
	private static final Set<String> ELSEWHERE = Set.of("18-foreign-host");

	/** The recording closed its connections; the date is compared by form. */
	private static final Set<String> IGNORED_HEADERS = Set.of("date", "connection");

	private static MockAnswer killed() {
		return MockAnswer.tokens("The", " sky")
			.thenError("an error was encountered while running the model: unexpected EOF");
	}

	static Stream<String> recordings() throws Exception {
		return Recording.names().filter((name) -> !ELSEWHERE.contains(name));
	}

	@ParameterizedTest
	@MethodSource("recordings")
	void answersAsRecorded(String name) throws Exception {
		MockOllamaServer.Builder builder = MockOllamaServer.builder()
			.model("smollm2-think", "completion", "thinking")
			.model("smollm2-plain", "completion")
			.model("smollm2-fim", "completion", "insert");
		boolean busy = name.equals("20-server-busy");
		try (MockOllamaServer server = (busy ? builder.numParallel(1) : builder).start()) {
			if (busy) {
				keepBusy(server);
			}
			if (SCRIPTED.containsKey(name)) {
				server.enqueue(SCRIPTED.get(name));
			}
			if (BEFORE.containsKey(name)) {
				Recording.read(BEFORE.get(name)).send(server);
			}
			Recording recording = Recording.read(name);
			HttpResponse<String> actual = recording.send(server);
			assertThat(actual.statusCode()).isEqualTo(recording.status());
			assertThat(headers(actual.headers().map())).isEqualTo(headers(recording.headers()));
			assertThat(actual.headers().firstValue("date")).hasValueSatisfying(HttpDateTests::assertIsNow);
			if (recording.headers().getOrDefault("content-type", List.of("")).get(0).contains("json")) {
				assertJson(actual.body(), recording);
			}
			else {
				assertThat(actual.body()).isEqualTo(recording.body());
			}
		}
	}

	private static void keepBusy(MockOllamaServer server) throws IOException {
		server.enqueue(MockAnswer.tokens("a").thenStall());
		RawClient.post(server, TestHttp.body("{'model':'smollm2-plain','prompt':'p'}")).head();
	}

	private static Map<String, List<String>> headers(Map<String, List<String>> headers) {
		Map<String, List<String>> compared = new TreeMap<>(headers);
		compared.keySet().removeAll(IGNORED_HEADERS);
		compared.computeIfPresent("content-length", (name, length) -> List.of("some"));
		return compared;
	}

	private static void assertJson(String actual, Recording recording) {
		assertThat(actual.endsWith("\n")).as("line end").isEqualTo(recording.body().endsWith("\n"));
		List<JsonNode> lines = lines(actual);
		List<JsonNode> recordedLines = lines(recording.body());
		JsonNode last = lines.get(lines.size() - 1);
		JsonNode recorded = recordedLines.get(recordedLines.size() - 1);
		assertThat(last.get("error")).as("error").isEqualTo(recorded.get("error"));
		assertThat(JsonShape.of(lines)).isEqualTo(JsonShape.of(recordedLines));
		assertThat(last.get("done_reason")).as("done_reason").isEqualTo(recorded.get("done_reason"));
		if (recorded.path("done_reason").asString("").equals("length")) {
			// the request decides how many tokens there are, not the model
			assertThat(lines).hasSameSizeAs(recordedLines);
			assertThat(last.get("eval_count")).as("eval_count").isEqualTo(recorded.get("eval_count"));
		}
		JsonNode numCtx = recording.request().path("body").path("options").path("num_ctx");
		if (numCtx.isNumber() && numCtx.equals(recorded.get("prompt_eval_count"))) {
			assertThat(last.get("prompt_eval_count")).as("prompt_eval_count").isEqualTo(numCtx);
		}
		else if (recorded.has("context")) {
			assertThat(uncounted(last)).as("tokens in context that nothing counts").isEqualTo(uncounted(recorded));
		}
	}

	private static int uncounted(JsonNode answer) {
		return answer.get("context").size() - answer.get("prompt_eval_count").intValue()
				- answer.get("eval_count").intValue();
	}

	private static List<JsonNode> lines(String body) {
		return body.lines().map((line) -> TestHttp.MAPPER.readTree(line)).toList();
	}

}
