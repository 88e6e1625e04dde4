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

package io.github.ollamagenerate.test.internal.endpoint;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RawClient;
import io.github.ollamagenerate.test.TestHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GenerateEndpoint}.
 */
class GenerateEndpointTests {

	private final MockOllamaServer server = MockOllamaServer.start();

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void streamsByDefault() throws IOException {
		try (RawClient client = RawClient.post(this.server, TestHttp.body("{'model':'gemma3','prompt':'p'}"))) {
			assertThat(client.head()).hasSize(4)
				.contains("HTTP/1.1 200 OK", "content-type: application/x-ndjson", "transfer-encoding: chunked");
			List<String> chunks = client.chunks();
			assertThat(chunks).hasSizeGreaterThan(60).allSatisfy((chunk) -> assertThat(chunk).endsWith("}\n"));
			assertThat(chunks).last().asString().contains("\"response\":\"\",\"done\":true,\"done_reason\":\"stop\"");
		}
	}

	@Test
	void singleAnswerIsTheStreamPutTogether() {
		String streamed = TestHttp.lines(generate("{'model':'gemma3','prompt':'p'}"))
			.stream()
			.map((line) -> line.get("response").stringValue())
			.collect(Collectors.joining());
		HttpResponse<String> single = generate("{'model':'gemma3','prompt':'p','stream':false}");
		assertThat(single.headers().firstValue("content-type")).contains("application/json; charset=utf-8");
		assertThat(TestHttp.json(single).get("response").stringValue()).isEqualTo(streamed);
	}

	@Test
	void textSaysThatItIsCannedAndRepeatsNothingOfThePrompt() {
		HttpResponse<String> response = generate("{'model':'gemma3','prompt':'xyzzy','stream':false}");
		assertThat(TestHttp.json(response).get("response").stringValue())
			.contains("canned answer from MockOllamaServer")
			.doesNotContain("xyzzy");
	}

	@Test
	void sameModelPromptAndSeedGiveTheSameText() {
		String request = "{'model':'gemma3:latest','prompt':'p','stream':false,'options':{'seed':1}}";
		assertThat(text(request)).isEqualTo(text(request)).isEqualTo(text(request.replace(":latest", "")));
		assertThat(text(request)).isNotEqualTo(text(request.replace("'seed':1", "'seed':2")))
			.isNotEqualTo(text(request.replace("'p'", "'q'")))
			.isNotEqualTo(text(request.replace("gemma3:latest", "qwen2.5-coder:1.5b")));
	}

	@Test
	void htmlCharactersAreEscaped() {
		for (int seed = 0; seed < 20; seed++) {
			HttpResponse<String> response = generate(
					"{'model':'gemma3','prompt':'p','stream':false,'options':{'seed':" + seed + "}}");
			assertThat(response.body()).doesNotContain("&");
		}
	}

	@Test
	void modelIsNamedAsSent() {
		assertThat(TestHttp.json(generate("{'model':'gemma3','prompt':'p','stream':false}")).get("model").stringValue())
			.isEqualTo("gemma3");
		assertThat(TestHttp.json(generate("{'model':'gemma3:latest','prompt':'p','stream':false}"))
			.get("model")
			.stringValue()).isEqualTo("gemma3:latest");
	}

	@ParameterizedTest
	@ValueSource(strings = { "nope", "gemma3:7b", "qwen3", "" })
	void whenModelIsUnknownThen404(String model) {
		HttpResponse<String> response = generate("{'model':'" + model + "','prompt':'p'}");
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).isEqualTo("{\"error\":\"model '" + model + "' not found\"}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = { "~~ | missing request body",
			"~  ~ | missing request body", "{'model': | unexpected EOF",
			"[] | json: cannot unmarshal array into Go value of type api.GenerateRequest",
			"{'model':'gemma3','top_logprobs':21} | top_logprobs must be between 0 and 20",
			"{'model':'gemma3','top_logprobs':-1} | top_logprobs must be between 0 and 20",
			"{'model':'gemma3','prompt':'p','raw':true,'system':'s'} | raw mode does not support template, system, or context",
			"{'model':'gemma3','prompt':'p','raw':true,'template':'t'} | raw mode does not support template, system, or context",
			"{'model':'gemma3','prompt':'p','raw':true,'context':[1]} | raw mode does not support template, system, or context",
			"{'model':'gemma3','prompt':'p','think':true} | 'gemma3' does not support thinking",
			"{'model':'gemma3','prompt':'p','think':'high'} | 'gemma3' does not support thinking",
			"{'model':'qwen3:1.7b','prompt':'p','think':'loud'} | invalid think value: 'loud' (must be 'high', 'medium', 'low', 'max', true, or false)",
			"{'model':'gemma3','keep_alive':'PT5M'} | time: invalid duration 'PT5M'" })
	void whenRequestIsWrongThen400(String request, String error) {
		HttpResponse<String> response = generate(request);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.headers().firstValue("content-type")).contains("application/json; charset=utf-8");
		assertThat(TestHttp.json(response).propertyNames()).containsExactly("error");
		assertThat(TestHttp.json(response).get("error").stringValue()).isEqualTo(TestHttp.body(error));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'model':'gemma3'}", "{'model':'gemma3','prompt':''}",
			"{'model':'gemma3','prompt':'','stream':true}" })
	void emptyPromptLoads(String request) {
		HttpResponse<String> response = generate(request);
		assertThat(response.headers().firstValue("content-type")).contains("application/json; charset=utf-8");
		JsonNode answer = TestHttp.json(response);
		assertThat(answer.propertyNames()).containsExactly("model", "created_at", "response", "done", "done_reason");
		assertThat(answer.get("done_reason").stringValue()).isEqualTo("load");
	}

	@Test
	void emptyPromptAndKeepAliveZeroUnloads() {
		assertThat(TestHttp.json(generate("{'model':'gemma3','keep_alive':0}")).get("done_reason").stringValue())
			.isEqualTo("unload");
		assertThat(TestHttp.json(generate("{'model':'gemma3','keep_alive':'0s'}")).get("done_reason").stringValue())
			.isEqualTo("unload");
	}

	@Test
	void numPredictLimitsTheTokens() {
		List<JsonNode> lines = TestHttp.lines(generate("{'model':'gemma3','prompt':'p','options':{'num_predict':3}}"));
		assertThat(lines).hasSize(4);
		assertThat(lines.get(3).get("done_reason").stringValue()).isEqualTo("length");
		assertThat(lines.get(3).get("eval_count").intValue()).isEqualTo(3);
	}

	@Test
	void numPredictCountsThinkingToo() {
		JsonNode answer = TestHttp
			.json(generate("{'model':'qwen3:1.7b','prompt':'p','stream':false,'options':{'num_predict':5}}"));
		assertThat(answer.get("response").stringValue()).isEmpty();
		assertThat(answer.get("thinking").stringValue()).isNotEmpty();
		assertThat(answer.get("done_reason").stringValue()).isEqualTo("length");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1 })
	void numPredictZeroAndBelowMeanNoLimit(int limit) {
		JsonNode answer = TestHttp
			.json(generate("{'model':'gemma3','prompt':'p','stream':false,'options':{'num_predict':" + limit + "}}"));
		assertThat(answer.get("done_reason").stringValue()).isEqualTo("stop");
	}

	@Test
	void stopEndsTheText() {
		JsonNode answer = TestHttp
			.json(generate("{'model':'gemma3','prompt':'p','stream':false,'options':{'stop':['.',' from']}}"));
		assertThat(answer.get("response").stringValue()).isEqualTo("This is a canned answer");
		assertThat(answer.get("done_reason").stringValue()).isEqualTo("stop");
		assertThat(answer.get("eval_count").intValue()).as("with the stop text").isEqualTo(6);
	}

	@ParameterizedTest
	@ValueSource(strings = { "'think':true", "'think':'max'", "'raw':false" })
	void thinkingComesFirst(String think) {
		List<JsonNode> lines = TestHttp.lines(generate("{'model':'deepseek-r1:1.5b','prompt':'p'," + think + "}"));
		assertThat(lines.get(0).propertyNames()).containsExactly("model", "created_at", "response", "thinking", "done");
		assertThat(lines.get(0).get("response").stringValue()).isEmpty();
		List<Boolean> thinking = lines.stream().map((line) -> line.has("thinking")).toList();
		assertThat(thinking).isSortedAccordingTo((a, b) -> Boolean.compare(b, a)).contains(true, false);
		assertThat(lines.get(lines.size() - 1).has("thinking")).isFalse();
		JsonNode mark = lines.get(thinking.indexOf(false));
		assertThat(mark.propertyNames()).containsExactly("model", "created_at", "response", "done");
		assertThat(mark.get("response").stringValue()).isEmpty();
	}

	@Test
	void thinkFalseTurnsThinkingOff() {
		assertThat(generate("{'model':'qwen3:1.7b','prompt':'p','think':false}").body()).doesNotContain("thinking\":");
		assertThat(generate("{'model':'gemma3','prompt':'p','think':false}").statusCode()).isEqualTo(200);
	}

	@Test
	void rawAnswerHasNoContext() {
		JsonNode answer = TestHttp.json(generate("{'model':'gemma3','prompt':'p','stream':false,'raw':true}"));
		assertThat(answer.has("context")).isFalse();
		assertThat(answer.has("eval_count")).isTrue();
	}

	@Test
	void metricsAddUp() {
		JsonNode answer = TestHttp.json(generate("{'model':'gemma3','prompt':'one two three','stream':false}"));
		assertThat(answer.get("total_duration").longValue()).isEqualTo(answer.get("load_duration").longValue()
				+ answer.get("prompt_eval_duration").longValue() + answer.get("eval_duration").longValue());
		assertThat(answer.get("context").size()).as("without the end mark")
			.isEqualTo(answer.get("prompt_eval_count").intValue() + answer.get("eval_count").intValue() - 1);
	}

	@Test
	void createdAtAscends() {
		List<Instant> times = TestHttp.lines(generate("{'model':'gemma3','prompt':'p'}"))
			.stream()
			.map((line) -> Instant.parse(line.get("created_at").stringValue()))
			.toList();
		assertThat(times).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void formatJsonGivesAnObject() {
		String text = text("{'model':'gemma3','prompt':'p','stream':false,'format':'json'}");
		assertThat(TestHttp.MAPPER.readTree(text).isObject()).isTrue();
		assertThat(text).contains("canned");
	}

	@Test
	void formatSchemaGivesFittingJsonInManyChunks() {
		List<JsonNode> lines = TestHttp.lines(generate("{'model':'gemma3','prompt':'p','format':{'type':'object',"
				+ "'properties':{'n':{'type':'integer'}},'required':['n']}}"));
		assertThat(lines).hasSizeGreaterThan(4);
		String text = lines.stream().map((line) -> line.get("response").stringValue()).collect(Collectors.joining());
		assertThat(TestHttp.MAPPER.readTree(text).get("n").isIntegralNumber()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "''", "null" })
	void emptyFormatIsNone(String format) {
		assertThat(text("{'model':'gemma3','prompt':'p','stream':false,'format':" + format + "}"))
			.startsWith("This is a canned answer");
	}

	@Test
	void tokenPauseLiesBetweenChunksAndMakesSinglesWait() {
		String request = TestHttp.body("{'model':'gemma3','prompt':'p','stream':true,'options':{'num_predict':4}}");
		Duration pause = Duration.ofMillis(50);
		try (MockOllamaServer slow = MockOllamaServer.builder().tokenPause(pause).start()) {
			long start = System.nanoTime();
			assertThat(TestHttp.lines(TestHttp.generate(slow, request))).hasSize(5);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(pause.multipliedBy(4));
			start = System.nanoTime();
			JsonNode answer = TestHttp.json(TestHttp.generate(slow, request.replace("true", "false")));
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(pause.multipliedBy(4));
			assertThat(answer.get("eval_duration").longValue()).isEqualTo(pause.multipliedBy(3).toNanos());
		}
	}

	@Test
	void longPromptGivesALongLastLine() {
		String prompt = "word ".repeat(300_000);
		List<JsonNode> lines = TestHttp.lines(generate("{'model':'gemma3','prompt':'" + prompt + "'}"));
		JsonNode last = lines.get(lines.size() - 1);
		assertThat(last.get("context").size()).isGreaterThan(300_000);
		assertThat(last.toString()).hasSizeGreaterThan(1_000_000);
	}

	@Test
	void unknownFieldsAndOptionsAreIgnored() {
		assertThat(generate("{'model':'gemma3','prompt':'p','x':{'y':1},'options':{'z':true}}").statusCode())
			.isEqualTo(200);
	}

	private HttpResponse<String> generate(String singleQuoted) {
		return TestHttp.generate(this.server, TestHttp.body(singleQuoted));
	}

	private String text(String singleQuoted) {
		return TestHttp.json(generate(singleQuoted)).get("response").stringValue();
	}

}
