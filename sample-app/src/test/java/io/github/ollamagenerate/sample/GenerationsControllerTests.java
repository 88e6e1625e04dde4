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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

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

@AutoConfigureMockOllama
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Timeout(30)
class GenerationsControllerTests {

	private static final String NDJSON = "application/x-ndjson";

	@Autowired
	private MockOllamaServer ollama;

	private HttpCalls http;

	@BeforeEach
	void setUp(@LocalServerPort int port) {
		this.http = new HttpCalls(port);
	}

	@Test
	void whenStoppedByIdThenSilentGenerationIsCancelled() throws IOException {
		this.ollama.enqueue(MockAnswer.lines("{\"response\":\"Hello\",\"done\":false}").thenStall());
		String prompt = "{\"prompt\": \"Why?\", \"id\": \"abcd-1234\"}";
		InputStream body = this.http.generate(NDJSON, prompt, HttpResponse.BodyHandlers.ofInputStream()).body();
		try (body; BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
			assertThat(lines.readLine()).contains("Hello");
			assertThat(this.http.generate(NDJSON, prompt).statusCode()).isEqualTo(409);
			assertThat(this.http.delete("/generations/abcd-1234").statusCode()).isEqualTo(204);
			assertThat(lines.readLine()).isNull();
		}
		assertThat(this.ollama.takeRequest().awaitConnectionClosed(Duration.ofSeconds(5))).isTrue();
		HttpResponse<String> again = this.http.delete("/generations/abcd-1234");
		assertThat(again.statusCode()).isEqualTo(404);
		assertThat(HttpCalls.contentType(again)).isEqualTo("application/problem+json");
	}

	@Test
	void whenStoppedBeforeFirstPieceThenAnswerIsEmpty() {
		this.ollama.enqueue(MockAnswer.stall());
		CompletableFuture<HttpResponse<String>> answer = CompletableFuture
			.supplyAsync(() -> this.http.generate(NDJSON, "{\"prompt\": \"Why?\", \"id\": \"abcd-5678\"}"));
		RecordedRequest request = this.ollama.takeRequest();
		assertThat(this.http.delete("/generations/abcd-5678").statusCode()).isEqualTo(204);
		assertThat(answer.orTimeout(5, TimeUnit.SECONDS).join().body()).isEmpty();
		assertThat(request.awaitConnectionClosed(Duration.ofSeconds(5))).isTrue();
	}

}
