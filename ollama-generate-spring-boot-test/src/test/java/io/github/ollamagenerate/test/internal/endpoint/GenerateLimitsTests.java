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

import java.net.http.HttpResponse;
import java.util.List;

import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.TestHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link GenerateEndpoint} does with context, its size, counts and log
 * probabilities.
 */
class GenerateLimitsTests {

	private static final String LONG_PROMPT = "word ".repeat(100);

	private final MockOllamaServer server = MockOllamaServer.start();

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void contextComesFirstInTheNextOne() {
		JsonNode first = single("'model':'gemma3','prompt':'p','options':{'num_predict':4}");
		JsonNode second = single(
				"'model':'gemma3','prompt':'q','context':" + first.get("context") + ",'options':{'num_predict':2}");
		List<JsonNode> given = first.get("context").valueStream().toList();
		assertThat(second.get("context").valueStream()).startsWith(given.toArray(JsonNode[]::new));
		assertThat(second.get("prompt_eval_count").intValue())
			.isEqualTo(given.size() + first.get("prompt_eval_count").intValue());
		assertThat(second.get("context").size()).isEqualTo(second.get("prompt_eval_count").intValue() + 2);
	}

	@Test
	void emptyContextIsAllowedForRawPrompts() {
		JsonNode answer = single("'model':'gemma3','prompt':'p','raw':true,'context':[]");
		assertThat(answer.get("done").booleanValue()).isTrue();
		assertThat(answer.has("context")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ",'truncate':true", ",'truncate':null" })
	void longPromptIsCut(String truncate) {
		JsonNode answer = single("'model':'gemma3','prompt':'" + LONG_PROMPT + "','options':{'num_ctx':50}" + truncate);
		assertThat(answer.get("prompt_eval_count").intValue()).isEqualTo(50);
		assertThat(answer.get("context").size()).isGreaterThan(100);
	}

	@Test
	void promptAsLongAsTheContextIsNotRefused() {
		String request = "'model':'gemma3','prompt':'one two','raw':true,'truncate':false,'options':{'num_ctx':";
		assertThat(single(request + "4}").get("prompt_eval_count").intValue()).isEqualTo(2);
		assertThat(single(request.replace("two", "two three four five") + "5}").has("error")).isFalse();
		assertThat(single(request.replace("two", "two three four five") + "4}").get("error").stringValue())
			.isEqualTo("the input length exceeds the context length");
	}

	@Test
	void contextThatWasGivenMayBeTooLong() {
		JsonNode answer = single("'model':'gemma3','prompt':'p','truncate':false,'context':[1,2,3,4,5,6,7,8,9],"
				+ "'options':{'num_ctx':12}");
		assertThat(answer.get("error").stringValue()).contains("exceeds the context length");
	}

	@Test
	void defaultContextIsTheOneThatIsListed() {
		String prompt = "word ".repeat(5000);
		JsonNode answer = single("'model':'gemma3','prompt':'" + prompt + "','options':{'num_predict':1}");
		JsonNode loaded = TestHttp.json(TestHttp.get(this.server, "/api/ps")).get("models").get(0);
		assertThat(answer.get("prompt_eval_count")).isEqualTo(loaded.get("context_length"));
	}

	@ParameterizedTest
	@CsvSource({ "20,11", "10,1" })
	void withoutShiftTheContextEndsTheAnswer(int size, int expected) {
		JsonNode answer = single("'model':'gemma3','prompt':'1 2 3 4 5 6 7 8 9 10','raw':true,'shift':false,"
				+ "'options':{'num_ctx':" + size + "}");
		assertThat(answer.get("done_reason").stringValue()).isEqualTo("length");
		assertThat(answer.get("eval_count").intValue()).isEqualTo(expected);
	}

	@Test
	void withShiftTheAnswerEndsByItself() {
		JsonNode answer = single(
				"'model':'gemma3','prompt':'1 2 3 4 5 6 7 8 9 10','raw':true,'options':{'num_ctx':20}");
		assertThat(answer.get("done_reason").stringValue()).isEqualTo("stop");
		assertThat(answer.get("eval_count").intValue()).isGreaterThan(20);
	}

	@Test
	void noMoreThanTenTimesTheContextIsGenerated() {
		assertThat(single("'model':'gemma3','prompt':'p','options':{'num_ctx':4,'num_predict':-1}").get("eval_count")
			.intValue()).isEqualTo(40);
		assertThat(single("'model':'gemma3','prompt':'p','options':{'num_ctx':4,'num_predict':99}").get("eval_count")
			.intValue()).isEqualTo(40);
	}

	@ParameterizedTest
	@ValueSource(strings = { "'logprobs':false,'top_logprobs':3", "'top_logprobs':3", "'logprobs':null" })
	void logprobsComeOnlyWhenAskedFor(String fields) {
		assertThat(single("'model':'gemma3','prompt':'p'," + fields).has("logprobs")).isFalse();
	}

	@Test
	void logprobsAreThoseOfTheTokensOfALine() {
		List<JsonNode> lines = lines("'model':'qwen3:1.7b','prompt':'p','logprobs':true,'top_logprobs':2");
		JsonNode last = lines.get(lines.size() - 1);
		assertThat(last.has("logprobs")).isFalse();
		assertThat(lines.subList(0, lines.size() - 1)).allSatisfy((line) -> {
			assertThat(line.get("logprobs").size()).isEqualTo(1);
			String text = line.get("response").stringValue() + line.path("thinking").asString("");
			assertThat(line.get("logprobs").get(0).get("token").stringValue()).isIn(text, "</think>");
			assertThat(line.get("logprobs").get(0).get("top_logprobs").size()).isEqualTo(2);
			assertThat(line.propertyNames()).last().isEqualTo("logprobs");
		});
	}

	@Test
	void lineOfSeveralTokensHasTheLogprobsOfAll() {
		List<JsonNode> lines = lines("'model':'gemma3','prompt':'p','logprobs':true,'options':{'stop':['is a tin']}");
		assertThat(lines.get(0).get("response").stringValue()).isEqualTo("This is a canned");
		assertThat(lines.get(0).get("logprobs").valueStream().map((entry) -> entry.get("token").stringValue()))
			.containsExactly("This", " is", " a", " canned");
	}

	@Test
	void logprobsOfASingleAnswerAreThoseOfTheStream() {
		String request = "'model':'qwen3:1.7b','prompt':'p','logprobs':true,'options':{'seed':3}";
		JsonNode single = single(request);
		assertThat(single.propertyNames()).last().isEqualTo("logprobs");
		assertThat(single.get("logprobs").valueStream().toList())
			.isEqualTo(lines(request).stream().flatMap((line) -> line.path("logprobs").valueStream()).toList());
		assertThat(single.get("logprobs").get(0).has("top_logprobs")).isFalse();
		assertThat(single(request.replace(":3", ":4")).get("logprobs")).isNotEqualTo(single.get("logprobs"));
	}

	@Test
	void emptyStopTextEndsAtOnce() {
		List<JsonNode> lines = TestHttp.lines(generate("{'model':'gemma3','prompt':'p','options':{'stop':['']}}"));
		assertThat(lines).hasSize(1);
		assertThat(lines.get(0).get("done_reason").stringValue()).isEqualTo("stop");
		assertThat(lines.get(0).get("eval_count").intValue()).isEqualTo(1);
	}

	@Test
	void stopTextEndsThinkingToo() {
		JsonNode answer = TestHttp
			.json(generate("{'model':'qwen3:1.7b','prompt':'p','stream':false,'options':{'stop':[' thinking']}}"));
		assertThat(answer.get("thinking").stringValue()).isEqualTo("This is canned");
		assertThat(answer.get("response").stringValue()).isEmpty();
	}

	@Test
	void evalCountIsTheNumberOfTokensWithTheEndMark() {
		List<JsonNode> lines = TestHttp.lines(generate("{'model':'qwen3:1.7b','prompt':'p'}"));
		assertThat(lines.get(lines.size() - 1).get("eval_count").intValue()).isEqualTo(lines.size());
	}

	@ParameterizedTest
	@CsvSource({ "10,false", "2500,true" })
	void onlyALongSingleAnswerIsChunked(int promptTokens, boolean chunked) {
		HttpResponse<String> response = generate(
				"{'model':'gemma3','prompt':'" + "word ".repeat(promptTokens) + "','stream':false}");
		assertThat(response.headers().firstValue("transfer-encoding").isPresent()).isEqualTo(chunked);
		assertThat(response.headers().firstValue("content-length").isPresent()).isEqualTo(!chunked);
		assertThat(response.headers().firstValue("content-type")).contains("application/json; charset=utf-8");
		assertThat(response.body()).endsWith("}");
	}

	private HttpResponse<String> generate(String singleQuoted) {
		return TestHttp.generate(this.server, TestHttp.body(singleQuoted));
	}

	private JsonNode single(String fields) {
		return TestHttp.json(TestHttp.generate(this.server, TestHttp.body("{'stream':false," + fields + "}")));
	}

	private List<JsonNode> lines(String fields) {
		return TestHttp.lines(TestHttp.generate(this.server, TestHttp.body("{" + fields + "}")));
	}

}
