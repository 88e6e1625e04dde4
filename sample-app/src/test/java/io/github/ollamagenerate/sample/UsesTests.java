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

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RecordedRequest;
import io.github.ollamagenerate.test.autoconfigure.AutoConfigureMockOllama;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the controllers that show one use each: values, code, pictures, models.
 */
@AutoConfigureMockOllama
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Timeout(30)
class UsesTests {

	private static final String CANADA = "{\"name\":\"Canada\",\"capital\":\"Ottawa\",\"population\":41,"
			+ "\"languages\":[\"English\",\"French\"]}";

	private static final String PROMPT = "{\"prompt\": \"Tell me about Canada.\"}";

	@Autowired
	private MockOllamaServer ollama;

	private HttpCalls http;

	@BeforeEach
	void setUp(@LocalServerPort int port) {
		this.http = new HttpCalls(port);
	}

	@Test
	void countryIsAValue() {
		this.ollama.enqueue(MockAnswer.tokens(CANADA));
		HttpResponse<String> response = this.http.postJson("/country", PROMPT);
		assertThat(response.body()).isEqualTo(CANADA);
		assertThat(this.ollama.takeRequest().json().at("/format/properties/capital/type").stringValue())
			.isEqualTo("string");
	}

	@Test
	void whenAnswerIsNoCountryThenProblemDoesNotTellIt() {
		this.ollama.enqueue(MockAnswer.tokens("I like parakeets."));
		HttpResponse<String> response = this.http.postJson("/country", PROMPT);
		assertThat(response.statusCode()).isEqualTo(502);
		assertThat(HttpCalls.contentType(response)).isEqualTo("application/problem+json");
		assertThat(response.body()).doesNotContain("parakeets");
	}

	@Test
	void countriesAreLines() {
		this.ollama.enqueue(MockAnswer.tokens("[" + CANADA + ",", CANADA + "]"));
		HttpResponse<String> response = this.http.postJson("/countries", PROMPT);
		assertThat(HttpCalls.contentType(response)).isEqualTo("application/x-ndjson");
		assertThat(response.body().lines()).containsExactly(CANADA, CANADA);
	}

	@Test
	void whenServerFailsAmongCountriesThenLastLineTellsError() {
		this.ollama.enqueue(MockAnswer.tokens("[" + CANADA + ",").thenError("out of memory"));
		List<String> lines = this.http.postJson("/countries", PROMPT).body().lines().toList();
		assertThat(lines).hasSize(2).first().isEqualTo(CANADA);
		assertThat(HttpCalls.json(lines.get(1)).get("error").stringValue()).contains("out of memory");
	}

	@Test
	void codeIsFilledIn() {
		this.ollama.enqueue(MockAnswer.tokens("\n  return a"));
		HttpResponse<String> response = this.http.postJson("/code",
				"{\"prompt\": \"int f() {\", \"suffix\": \"}\", \"model\": \"qwen2.5-coder:1.5b\"}");
		assertThat(HttpCalls.json(response.body()).get("response").stringValue()).isEqualTo("\n  return a");
		RecordedRequest request = this.ollama.takeRequest();
		assertThat(request.field("suffix").stringValue()).isEqualTo("}");
		assertThat(request.model()).isEqualTo("qwen2.5-coder:1.5b");
	}

	@Test
	void whenModelCannotFillInThenNextStepIsTold() {
		HttpResponse<String> response = this.http.postJson("/code", "{\"prompt\": \"int\", \"suffix\": \"}\"}");
		assertThat(response.statusCode()).isEqualTo(422);
		assertThat(response.body()).contains("or use a model that supports it");
	}

	@Test
	void pictureIsDescribed() {
		byte[] picture = { (byte) 0x89, 'P', 'N', 'G' };
		HttpResponse<String> response = this.http.post("/describe?model=gemma3", "image/png",
				BodyPublishers.ofByteArray(picture));
		assertThat(response.statusCode()).isEqualTo(200);
		RecordedRequest request = this.ollama.takeRequest();
		assertThat(request.images()).singleElement().isEqualTo(picture);
		assertThat(request.model()).isEqualTo("gemma3");
	}

	@Test
	void modelsHaveSizeAndCapabilities() {
		JsonNode models = HttpCalls.json(this.http.get("/models").body());
		assertThat(models.valueStream()).anySatisfy((model) -> {
			assertThat(model.get("name").stringValue()).isEqualTo("qwen2.5-coder:1.5b");
			assertThat(model.get("size").longValue()).isPositive();
			assertThat(model.get("capabilities").valueStream().map(JsonNode::stringValue)).contains("insert");
		});
		assertThat(this.ollama.requestCount("/api/show")).isZero();
	}

	@Test
	void whenServerDoesNotListCapabilitiesThenEachModelIsAskedOnce() {
		String tags = "{\"models\":[{\"name\":\"gemma3:latest\",\"digest\":\"a\"},{\"name\":\"gone\",\"digest\":\"b\"}]}";
		for (int time = 1; time <= 2; time++) {
			this.ollama.enqueue("/api/tags", MockAnswer.json(200, tags));
			JsonNode models = HttpCalls.json(this.http.get("/models").body());
			assertThat(models.at("/0/capabilities").valueStream().map(JsonNode::stringValue)).contains("vision");
			assertThat(models.at("/1/name").stringValue()).isEqualTo("gone");
			assertThat(models.at("/1/capabilities").isNull()).isTrue();
			// the model that is not there, again
			assertThat(this.ollama.requestCount("/api/show")).isEqualTo(time + 1);
		}
	}

	@Test
	void pullIsLinesOfProgress() {
		this.ollama.enqueue("/api/pull",
				MockAnswer.lines("{\"status\":\"pulling manifest\"}",
						"{\"status\":\"pulling 12\",\"digest\":\"sha256:12\",\"total\":10,\"completed\":5}",
						"{\"status\":\"success\"}"));
		HttpResponse<String> response = this.http.postJson("/pulls", "{\"model\":\"gemma3\"}");
		assertThat(HttpCalls.contentType(response)).isEqualTo("application/x-ndjson");
		List<JsonNode> lines = response.body().lines().map(HttpCalls::json).toList();
		assertThat(lines).hasSize(3);
		assertThat(lines.get(1).get("completed").intValue()).isEqualTo(5);
		assertThat(lines.get(2).get("status").stringValue()).isEqualTo("success");
		assertThat(this.ollama.takeRequest("/api/pull").json().get("model").stringValue()).isEqualTo("gemma3");
	}

	@Test
	void whenPullFailsThenLastLineTellsError() {
		List<String> lines = this.http.postJson("/pulls", "{\"model\":\"no-such-model\"}").body().lines().toList();
		assertThat(lines).hasSize(2);
		assertThat(HttpCalls.json(lines.get(1)).get("error").stringValue()).contains("no such host");
	}

	@Test
	void whenPullIsRefusedThenProblemSaysSo() {
		HttpResponse<String> response = this.http.postJson("/pulls", "{\"model\":\"a b\"}");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(HttpCalls.json(response.body()).get("detail").stringValue()).contains("invalid model name");
	}

	@Test
	void pullIsCancelled() throws InterruptedException {
		this.ollama.enqueue("/api/pull", MockAnswer.lines("{\"status\":\"pulling manifest\"}").thenStall());
		Thread pull = new Thread(() -> this.http.postJson("/pulls", "{\"model\":\"gemma3\",\"id\":\"pull-0001\"}"));
		pull.start();
		RecordedRequest request = this.ollama.takeRequest("/api/pull");
		Awaitility.await().until(() -> this.http.delete("/pulls/pull-0001").statusCode() == 204);
		assertThat(request.awaitConnectionClosed(Duration.ofSeconds(5))).isTrue();
		pull.join(5000);
		assertThat(pull.isAlive()).isFalse();
	}

	@Test
	void whenServerDoesNotNameModelsThenProblemSaysSo() {
		this.ollama.enqueue("/api/tags", MockAnswer.json(500, "{\"error\":\"disk\"}"));
		HttpResponse<String> response = this.http.get("/models");
		assertThat(response.statusCode()).isEqualTo(502);
		assertThat(response.body()).contains("answered with status 500 to /api/tags");
	}

}
