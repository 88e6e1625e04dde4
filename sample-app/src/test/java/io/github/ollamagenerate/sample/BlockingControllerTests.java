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
import io.github.ollamagenerate.test.RecordedRequest;
import io.github.ollamagenerate.test.autoconfigure.AutoConfigureMockOllama;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@AutoConfigureMockOllama
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Timeout(30)
class BlockingControllerTests {

	private static final String JSON = "application/json";

	private static final String PROMPT = "{\"prompt\": \"Why is the sky blue?\"}";

	@Autowired
	private MockOllamaServer ollama;

	private HttpCalls http;

	@BeforeEach
	void setUp(@LocalServerPort int port) {
		this.http = new HttpCalls(port);
	}

	@Test
	void whenJsonIsAcceptedThenAnswerIsOneObject() {
		this.ollama.enqueue(MockAnswer.tokens("Hello", " world"));
		HttpResponse<String> response = this.http.generate(JSON, PROMPT);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(HttpCalls.contentType(response)).isEqualTo(JSON);
		JsonNode answer = HttpCalls.json(response.body());
		assertThat(answer.propertyNames()).containsExactlyInAnyOrder("response", "done", "doneReason", "metrics");
		assertThat(answer.get("response").stringValue()).isEqualTo("Hello world");
		assertThat(answer.get("metrics").get("evalCount").intValue()).isEqualTo(2);
		assertThat(answer.get("metrics").get("tokensPerSecond").doubleValue()).isPositive();
	}

	@Test
	void whenNothingIsSaidAboutModelAndSystemThenOnlyConfiguredModelIsSent() {
		this.http.generate(JSON, PROMPT);
		RecordedRequest request = this.ollama.takeRequest();
		assertThat(request.json().propertyNames()).containsExactlyInAnyOrder("model", "prompt", "stream");
		assertThat(request.model()).isEqualTo("qwen3:1.7b");
	}

	@Test
	void whenModelAndSystemAreGivenThenTheyAreSent() {
		this.http.generate(JSON, "{\"prompt\": \"Why?\", \"model\": \"gemma3\", \"system\": \"Be brief.\"}");
		RecordedRequest request = this.ollama.takeRequest();
		assertThat(request.model()).isEqualTo("gemma3");
		assertThat(request.json().get("system").stringValue()).isEqualTo("Be brief.");
	}

	@Test
	void whenEverythingIsGivenThenItIsSent() {
		this.http.generate(JSON, """
				{"prompt": "Why?", "model": "gemma3", "think": "", "images": ["aGVsbG8="],
				 "format": {"type": "object"}, "options": {"temperature": 0.5, "top_p": 0.9, "seed": 42,
				 "num_ctx": 2048, "num_predict": 7}}""");
		RecordedRequest request = this.ollama.takeRequest();
		assertThat(request.images()).singleElement().isEqualTo("hello".getBytes());
		assertThat(request.json().get("format")).isEqualTo(HttpCalls.json("{\"type\": \"object\"}"));
		assertThat(request.json().get("options")).isEqualTo(
				HttpCalls.json("{\"temperature\":0.5,\"top_p\":0.9,\"seed\":42,\"num_ctx\":2048,\"num_predict\":7}"));
		assertThat(request.json().has("think")).isFalse();
	}

	@Test
	void whenThinkingIsSwitchedThenItIsSent() {
		this.http.generate(JSON, "{\"prompt\": \"Why?\", \"think\": false, \"format\": \"json\"}");
		RecordedRequest request = this.ollama.takeRequest();
		assertThat(request.json().get("think").booleanValue()).isFalse();
		assertThat(request.json().get("format").stringValue()).isEqualTo("json");
	}

}
