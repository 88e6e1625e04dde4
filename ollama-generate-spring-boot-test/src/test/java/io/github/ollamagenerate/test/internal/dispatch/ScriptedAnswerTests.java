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

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.TestHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ScriptedAnswer}: the same answer to a request for a stream and to one
 * for a single object.
 */
class ScriptedAnswerTests {

	private final MockOllamaServer server = MockOllamaServer.start();

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void tokensAreLinesOrOneObject() {
		HttpResponse<String> stream = answer(MockAnswer.tokens("a", "b"), true);
		assertThat(contentType(stream)).isEqualTo("application/x-ndjson");
		assertThat(TestHttp.lines(stream)).hasSize(3);
		HttpResponse<String> single = answer(MockAnswer.tokens("a", "b"), false);
		assertThat(contentType(single)).isEqualTo("application/json; charset=utf-8");
		assertThat(TestHttp.json(single).get("response").stringValue()).isEqualTo("ab");
	}

	@Test
	void contentTypeOfTheTestIsKept() {
		assertThat(contentType(answer(MockAnswer.tokens("a").contentType("text/plain"), true))).isEqualTo("text/plain");
		assertThat(contentType(answer(MockAnswer.tokens("a").contentType("text/plain"), false)))
			.isEqualTo("text/plain");
	}

	@Test
	void errorIsALineOrTheWholeAnswer() {
		HttpResponse<String> stream = answer(MockAnswer.tokens("a").thenError("out of memory"), true);
		assertThat(stream.statusCode()).isEqualTo(200);
		assertThat(stream.body()).endsWith("{\"error\":\"out of memory\"}\n");
		HttpResponse<String> single = answer(MockAnswer.tokens("a").thenError("out of memory"), false);
		assertThat(single.statusCode()).isEqualTo(500);
		assertThat(single.body()).isEqualTo("{\"error\":\"out of memory\"}");
	}

	private HttpResponse<String> answer(MockAnswer answer, boolean stream) {
		this.server.enqueue(answer);
		return TestHttp.generate(this.server, TestHttp.body("{'model':'gemma3','prompt':'p','stream':" + stream + "}"));
	}

	private static String contentType(HttpResponse<String> response) {
		return response.headers().firstValue("content-type").orElseThrow();
	}

}
