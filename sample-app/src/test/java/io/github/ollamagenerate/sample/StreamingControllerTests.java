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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
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
class StreamingControllerTests {

	private static final String NDJSON = "application/x-ndjson";

	private static final String SSE = "text/event-stream";

	private static final String PROMPT = "{\"prompt\": \"Why is the sky blue?\"}";

	@Autowired
	private MockOllamaServer ollama;

	private HttpCalls http;

	@BeforeEach
	void setUp(@LocalServerPort int port) {
		this.http = new HttpCalls(port);
	}

	@Test
	void whenAnythingIsAcceptedThenAnswerIsLines() {
		HttpResponse<String> response = this.http.generate("*/*", PROMPT);
		this.ollama.takeRequest();
		assertThat(HttpCalls.contentType(response)).isEqualTo(NDJSON);
		List<JsonNode> lines = response.body().lines().map(HttpCalls::json).toList();
		assertThat(lines).hasSizeGreaterThan(10);
		assertThat(lines.get(0).get("thinking").stringValue()).isEqualTo("This");
		assertThat(lines.subList(0, lines.size() - 1)).noneMatch((line) -> line.get("done").booleanValue());
		assertThat(lines.get(lines.size() - 1).get("done").booleanValue()).isTrue();
	}

	@Test
	void whenModelPausesThenFirstLineIsThereBeforeTheEnd() throws IOException {
		this.ollama.enqueue(MockAnswer.lines("{\"response\":\"Hello\",\"done\":false}").thenStall());
		try (InputStream body = stream(); BufferedReader lines = reader(body)) {
			assertThat(HttpCalls.json(lines.readLine()).get("response").stringValue()).isEqualTo("Hello");
			assertThat(this.ollama.takeRequest().connectionClosed()).isNotDone();
		}
	}

	@Test
	void whenEventsAreAcceptedThenSpacesAndLineEndsOfTokensSurvive() {
		this.ollama.enqueue(MockAnswer.tokens("Hello", " world", "\n"));
		HttpResponse<String> response = this.http.generate(SSE, PROMPT);
		this.ollama.takeRequest();
		assertThat(HttpCalls.contentType(response)).isEqualTo(SSE);
		assertThat(response.body().lines().filter((line) -> !line.isEmpty()))
			.allMatch((line) -> line.startsWith("data:"));
		List<String> tokens = response.body()
			.lines()
			.filter((line) -> !line.isEmpty())
			.map((line) -> HttpCalls.json(line.substring("data:".length())).get("response").stringValue())
			.toList();
		assertThat(tokens).containsExactly("Hello", " world", "\n", "");
	}

	@Test
	void whenServerFailsMidStreamThenLastObjectTellsError() {
		MockAnswer failure = MockAnswer.lines("{\"response\":\"Hello\",\"done\":false}",
				"{\"error\":\"out of memory\"}");
		this.ollama.enqueue(failure).enqueue(failure);
		HttpResponse<String> lines = this.http.generate(NDJSON, PROMPT);
		HttpResponse<String> events = this.http.generate(SSE, PROMPT);
		this.ollama.takeRequest();
		this.ollama.takeRequest();
		for (HttpResponse<String> response : List.of(lines, events)) {
			assertThat(response.statusCode()).isEqualTo(200);
			List<JsonNode> objects = response.body()
				.lines()
				.filter((line) -> !line.isEmpty())
				.map((line) -> HttpCalls.json(line.replaceFirst("^data:", "")))
				.toList();
			assertThat(objects).hasSize(2);
			assertThat(objects.get(0).get("response").stringValue()).isEqualTo("Hello");
			assertThat(objects.get(1).propertyNames()).containsExactly("error");
			assertThat(objects.get(1).get("error").stringValue()).contains("out of memory");
		}
	}

	@Test
	void whenClientGoesAwayThenGenerationIsCancelled() throws IOException {
		String[] tokens = Collections.nCopies(2_000, "and so on ").toArray(String[]::new);
		this.ollama.enqueue(MockAnswer.tokens(tokens).pause(Duration.ofMillis(10)));
		try (InputStream body = stream(); BufferedReader lines = reader(body)) {
			assertThat(lines.readLine()).contains("and so on");
		}
		assertThat(this.ollama.takeRequest().awaitConnectionClosed(Duration.ofSeconds(10))).isTrue();
	}

	private InputStream stream() {
		return this.http.generate(NDJSON, PROMPT, HttpResponse.BodyHandlers.ofInputStream()).body();
	}

	private static BufferedReader reader(InputStream body) {
		return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
	}

}
