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
 * Tests for what {@link GenerateEndpoint} checks, and in which order.
 */
class GenerateChecksTests {

	private final MockOllamaServer server = MockOllamaServer.builder()
		.model("plain", "completion")
		.model("me/coder:7b", "completion", "insert")
		.model("example.com:5000/me/mine", "completion")
		.model("embed", "embedding")
		.start();

	@AfterEach
	void close() {
		this.server.close();
	}

	@ParameterizedTest
	@CsvSource({ "plain,registry.ollama.ai/library/plain:latest",
			"Plain:LATEST,registry.ollama.ai/library/plain:latest",
			"example.com:5000/me/mine,example.com:5000/me/mine:latest" })
	void suffixNeedsAModelThatCanInsert(String model, String named) {
		assertRefused("{'model':'" + model + "','prompt':'p','suffix':'s'}", 400, named + " does not support insert");
	}

	@Test
	void suffixGivesCannedCode() {
		String request = "{'model':'me/coder:7b','prompt':'def f():','suffix':'return','stream':false,'options':{'seed':1}}";
		String text = TestHttp.json(generate(request)).get("response").stringValue();
		assertThat(text).startsWith("    # canned code from MockOllamaServer").contains("= ").doesNotContain("def f");
		assertThat(TestHttp.json(generate(request)).get("response").stringValue()).isEqualTo(text);
		assertThat(TestHttp.json(generate(request.replace("'seed':1", "'seed':3"))).get("response").stringValue())
			.isNotEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "PLAIN:latest", "library/plain", "registry.ollama.ai/library/plain:latest" })
	void modelIsFoundByEveryFormOfItsName(String model) {
		HttpResponse<String> response = generate("{'model':'" + model + "','prompt':'p','stream':false}");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(TestHttp.json(response).get("model").stringValue()).isEqualTo(model);
	}

	@Test
	void modelMustBeAbleToComplete() {
		assertRefused("{'model':'embed','prompt':'p','suffix':'s'}", 400, "\"embed\" does not support generate");
	}

	@Test
	void wrongOptionsAreRefusedForALoadToo() {
		assertRefused("{'model':'plain','options':{'num_ctx':'x'}}", 500, "option \"num_ctx\" must be of type integer");
		assertThat(TestHttp.json(TestHttp.get(this.server, "/api/ps")).get("models")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = {
			"{'model':'nope','top_logprobs':21,'think':5} | 400 | think must be a boolean",
			"{'model':'nope','top_logprobs':21} | 400 | top_logprobs must be between 0 and 20",
			"{'model':'nope','prompt':'p','raw':true,'system':'s'} | 404 | model 'nope' not found",
			"{'model':'plain','prompt':'p','raw':true,'system':'s','think':true} | 400 | raw mode does not support",
			"{'model':'plain','prompt':'p','think':'low','suffix':'s'} | 400 | does not support thinking",
			"{'model':'plain','prompt':'p','suffix':'s','options':{'seed':'x'}} | 400 | does not support insert" })
	void firstThingThatIsWrongIsNamed(String request, int status, String error) {
		HttpResponse<String> response = generate(request);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(TestHttp.json(response).get("error").stringValue()).contains(error);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "'format':'xml' | 500 | invalid format: \"\\\"xml\\\"\"; expected",
					"'format':{'type':'x'} | 500 | invalid JSON schema in format",
					"'format':'xml','truncate':false,'options':{'num_ctx':4} | 500 | invalid format",
					"'truncate':false,'options':{'num_ctx':4} | 400 | the input length exceeds the context length" })
	void whatTheRunnerRefusesEndsAStreamThatHasBegun(String fields, int status, String error) {
		String request = "{'model':'plain','prompt':'p'," + fields;
		HttpResponse<String> streamed = generate(request + "}");
		assertThat(streamed.statusCode()).isEqualTo(status);
		assertThat(streamed.headers().firstValue("content-type")).contains("application/json");
		assertThat(streamed.headers().firstValue("transfer-encoding")).contains("chunked");
		assertThat(TestHttp.json(streamed).get("error").stringValue()).startsWith(error);
		HttpResponse<String> single = generate(request + ",'stream':false}");
		assertThat(single.statusCode()).isEqualTo(status);
		assertThat(single.headers().firstValue("content-type")).contains("application/json; charset=utf-8");
		assertThat(single.headers().firstValue("content-length")).isPresent();
		assertThat(single.body()).isEqualTo(streamed.body());
		assertThat(TestHttp.json(TestHttp.get(this.server, "/api/ps")).get("models")).as("loaded before").hasSize(1);
	}

	@Test
	void formatDoesNotMatterForALoad() {
		assertThat(TestHttp.json(generate("{'model':'plain','format':'xml'}")).get("done_reason").stringValue())
			.isEqualTo("load");
	}

	@Test
	void unloadChecksNothingElse() {
		JsonNode answer = TestHttp.json(generate("{'model':'plain','keep_alive':0,'raw':true,'system':'s','think':true,"
				+ "'suffix':'s','options':{'seed':'x'}}"));
		assertThat(answer.get("done_reason").stringValue()).isEqualTo("unload");
	}

	private void assertRefused(String request, int status, String error) {
		HttpResponse<String> response = generate(request);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("content-type")).contains("application/json; charset=utf-8");
		assertThat(TestHttp.json(response).propertyNames()).containsExactly("error");
		assertThat(TestHttp.json(response).get("error").stringValue()).isEqualTo(error);
	}

	private HttpResponse<String> generate(String singleQuoted) {
		return TestHttp.generate(this.server, TestHttp.body(singleQuoted));
	}

}
