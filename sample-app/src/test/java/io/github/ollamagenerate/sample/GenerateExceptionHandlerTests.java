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

package io.github.ollamagenerate.sample;

import java.net.http.HttpResponse;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.autoconfigure.AutoConfigureMockOllama;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@AutoConfigureMockOllama
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Timeout(30)
class GenerateExceptionHandlerTests {

	private static final String PROMPT = "{\"prompt\": \"Why is the sky blue?\"}";

	@Autowired
	private MockOllamaServer ollama;

	private HttpCalls http;

	@BeforeEach
	void setUp(@LocalServerPort int port) {
		this.http = new HttpCalls(port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/x-ndjson", "text/event-stream", "*/*" })
	void whenModelIsMissingThenPullIsSuggested(String accept) {
		HttpResponse<String> response = this.http.generate(accept, "{\"prompt\": \"Why?\", \"model\": \"llama9\"}");
		assertProblem(response, 404, "ollama pull llama9");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/x-ndjson", "text/event-stream" })
	void whenServerRefusesThenStatusIsBadGateway(String accept) {
		this.ollama.enqueue(MockAnswer.json(500, "{\"error\":\"out of memory\"}"));
		assertProblem(this.http.generate(accept, PROMPT), 502, "out of memory");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/x-ndjson", "text/event-stream" })
	void whenServerSaysNothingThenStatusIsServiceUnavailable(String accept) {
		this.ollama.enqueue(MockAnswer.lines().thenCut());
		assertProblem(this.http.generate(accept, PROMPT), 503, this.ollama.url());
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/x-ndjson", "text/event-stream" })
	void whenModelIsBlankThenRequestIsBad(String accept) {
		HttpResponse<String> response = this.http.generate(accept, "{\"prompt\": \"Why?\", \"model\": \"\"}");
		assertProblem(response, 400, "No model");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"prompt\": \"  \"}", "{\"prompt\": null}", "{}", "[]", "" })
	void whenPromptCannotBeReadThenExampleIsGiven(String body) {
		assertProblem(this.http.generate("application/x-ndjson", body), 400,
				"{\\\"prompt\\\": \\\"Why is the sky blue?\\\"}");
	}

	@Test
	void whenServerAsksForASignInThenUsersAreToldHow() {
		this.ollama.enqueue(MockAnswer.json(401,
				"{\"error\":\"unauthorized\",\"signin_url\":\"https://ollama.com/connect?key=1\"}"));
		HttpResponse<String> response = this.http.generate("application/json", PROMPT);
		assertProblem(response, 502, "Run 'ollama signin' on the machine of the server.");
		assertThat(response.body()).doesNotContain("signinUrl", "connect?key");
	}

	private static void assertProblem(HttpResponse<String> response, int status, String text) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(HttpCalls.contentType(response)).isEqualTo("application/problem+json");
		assertThat(HttpCalls.json(response.body()).get("status").intValue()).isEqualTo(status);
		assertThat(response.body()).contains(text).doesNotContain("\\tat ", "Exception");
	}

}
