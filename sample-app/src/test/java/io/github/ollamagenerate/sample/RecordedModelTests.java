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
import java.util.List;
import java.util.stream.Collectors;

import io.github.ollamagenerate.test.OllamaRecordings;
import io.github.ollamagenerate.test.autoconfigure.AutoConfigureMockOllama;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests with the answers of a real model, which are in {@code src/test/resources/ollama}.
 * The model is very small, and so are its answers.
 */
@AutoConfigureMockOllama
@OllamaRecordings
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Timeout(30)
class RecordedModelTests {

	private static final String JSON = "application/json";

	private static final String NDJSON = "application/x-ndjson";

	private HttpCalls http;

	@BeforeEach
	void setUp(@LocalServerPort int port) {
		this.http = new HttpCalls(port);
	}

	@Test
	void answerIsOneObject() {
		JsonNode answer = HttpCalls.json(this.http.generate(JSON,
				"""
						{"model": "smollm2-plain", "prompt": "Why is the sky blue?", "options": {"num_predict": 12, "seed": 1}}""")
			.body());
		assertThat(answer.get("response").stringValue())
			.isEqualTo("The sun has a different color than the earth in order to");
		assertThat(answer.get("doneReason").stringValue()).isEqualTo("length");
		assertThat(answer.at("/metrics/evalCount").intValue()).isEqualTo(12);
	}

	@Test
	void thinkingComesBeforeTheAnswer() {
		List<JsonNode> lines = lines(this.http.generate(NDJSON, """
				{"model": "smollm2-think", "prompt": "Why is the sky blue?", "think": "true",
				 "options": {"num_predict": 60, "seed": 1, "temperature": 0.5}}"""));
		assertThat(text(lines, "thinking")).startsWith("the color of the Earth's atmosphere, which");
		assertThat(text(lines, "response")).isNotBlank();
		assertThat(lines).last().satisfies((line) -> assertThat(line.get("done").booleanValue()).isTrue());
	}

	@Test
	void answerHasTheFormOfTheSchema() {
		JsonNode answer = HttpCalls.json(this.http.generate(JSON, """
				{"model": "smollm2-plain", "prompt": "What are the populations of the US and Canada?",
				 "format": {"type": "object", "properties": {"countries": {"type": "array", "items": {"type": "object",
				 "properties": {"country": {"type": "string"}, "population": {"type": "integer"}},
				 "required": ["country", "population"]}}}, "required": ["countries"]},
				 "options": {"num_predict": 200, "temperature": 0}}""").body());
		JsonNode countries = HttpCalls.json(answer.get("response").stringValue()).get("countries");
		assertThat(countries).isNotEmpty().allSatisfy((country) -> {
			assertThat(country.get("country").isString()).isTrue();
			assertThat(country.get("population").isInt()).isTrue();
		});
	}

	@Test
	void whenModelDiesThenLastLineTellsError() {
		List<JsonNode> lines = lines(this.http.generate(NDJSON,
				"""
						{"model": "smollm2-plain", "prompt": "Tell a long story", "options": {"num_predict": 400, "seed": 1}}"""));
		assertThat(text(lines, "response")).startsWith("Daughter of the Shadow");
		assertThat(lines).last()
			.satisfies((line) -> assertThat(line.get("error").stringValue())
				.contains("an error was encountered while running the model"));
	}

	@Test
	void whenModelIsUnknownThenNextStepIsTold() {
		HttpResponse<String> response = this.http.generate(JSON, """
				{"model": "no-such-model", "prompt": "Why is the sky blue?"}""");
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).contains("ollama pull no-such-model");
	}

	@Test
	void modelsAreThoseOfTheServer() {
		assertThat(HttpCalls.json(this.http.get("/models").body())
			.valueStream()
			.map((model) -> model.get("name").stringValue()))
			.containsExactlyInAnyOrder("smollm2-think:latest", "smollm2-plain:latest", "smollm2-fim:latest");
	}

	private static List<JsonNode> lines(HttpResponse<String> response) {
		return response.body().lines().map(HttpCalls::json).toList();
	}

	private static String text(List<JsonNode> lines, String field) {
		return lines.stream().map((line) -> line.path(field).asString("")).collect(Collectors.joining());
	}

}
