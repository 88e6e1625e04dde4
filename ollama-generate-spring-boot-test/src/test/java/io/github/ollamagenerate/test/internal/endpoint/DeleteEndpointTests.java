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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeleteEndpoint}.
 */
class DeleteEndpointTests {

	private final MockOllamaServer server = MockOllamaServer.start();

	@AfterEach
	void close() {
		this.server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'model':'gemma3'}", "{'name':'Gemma3:latest'}" })
	void removesTheModel(String body) {
		HttpResponse<String> response = delete(body);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEmpty();
		assertThat(response.headers().firstValue("content-type")).isEmpty();
		assertThat(response.headers().firstValue("content-length")).contains("0");
		assertThat(TestHttp.get(this.server, "/api/tags").body()).contains("qwen3").doesNotContain("gemma3");
		assertThat(TestHttp.generate(this.server, TestHttp.body("{'model':'gemma3'}")).statusCode()).isEqualTo(404);
		assertThat(delete(body).statusCode()).isEqualTo(404);
	}

	@Test
	void whatIsInMemoryStaysThere() {
		TestHttp.generate(this.server, TestHttp.body("{'model':'gemma3'}"));
		delete("{'model':'gemma3'}");
		assertThat(TestHttp.get(this.server, "/api/ps").body()).contains("gemma3");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{}|400|model is required", "{'model':'a b'}|400|name \"a b\" is invalid",
			"{'model':'<é\\u200b\\ud800>'}|400|name \"<é\\u200b\ufffd>\" is invalid",
			"{'model':'nope:x'}|404|model 'nope:x' not found",
			"{'name':[]}|400|json: cannot unmarshal array into Go struct field DeleteRequest.name of type string" })
	void badRequestsAreRefused(String body, int status, String error) {
		HttpResponse<String> response = delete(body);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(TestHttp.json(response).get("error").stringValue()).isEqualTo(error);
	}

	private HttpResponse<String> delete(String singleQuoted) {
		return TestHttp.exchange(this.server, "DELETE", "/api/delete", TestHttp.body(singleQuoted));
	}

}
