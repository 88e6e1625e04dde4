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
import java.util.List;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RecordedRequest;
import io.github.ollamagenerate.test.autoconfigure.AutoConfigureMockOllama;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
	void modelsAreThoseOfTheServer() {
		assertThat(HttpCalls.json(this.http.get("/models").body()).valueStream().map((name) -> name.stringValue()))
			.contains("qwen3:1.7b", "qwen2.5-coder:1.5b");
	}

	@Test
	void whenServerDoesNotNameModelsThenProblemSaysSo() {
		this.ollama.enqueue("/api/tags", MockAnswer.json(500, "{\"error\":\"disk\"}"));
		HttpResponse<String> response = this.http.get("/models");
		assertThat(response.statusCode()).isEqualTo(502);
		assertThat(response.body()).contains("answered with status 500 to /api/tags");
	}

}
