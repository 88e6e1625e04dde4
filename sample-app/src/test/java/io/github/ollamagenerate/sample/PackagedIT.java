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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged sample as it runs in production: many clients, and an end in mid-stream.
 */
// half of it waits for an end, while the page is tested
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
class PackagedIT {

	private static final String NDJSON = "application/x-ndjson";

	private static final String PROMPT = "{\"prompt\":\"Why is the sky blue?\"}";

	private static final int CLIENTS = 20;

	private MockOllamaServer ollama;

	@BeforeEach
	void startOllama() {
		this.ollama = MockOllamaServer.start();
	}

	@AfterEach
	void stopOllama() {
		this.ollama.close();
	}

	private PackagedSample start(String... arguments) throws IOException {
		List<String> all = new ArrayList<>(List.of("-jar", PackagedSample.JAR.toString()));
		all.add("--ollama.base-url=" + this.ollama.url());
		all.addAll(List.of(arguments));
		return PackagedSample.start(all);
	}

	@ParameterizedTest
	@MethodSource("virtualThreads")
	void manyClientsAtOnceGetWholeAnswersAndTheEndWaitsForTheLastButNotForASilentModel(boolean virtualThreads)
			throws IOException, InterruptedException {
		String[] tokens = Collections.nCopies(50, "and so on ").toArray(String[]::new);
		IntStream.range(0, CLIENTS)
			.forEach((client) -> this.ollama.enqueue(MockAnswer.tokens(tokens).pause(Duration.ofMillis(10))));
		this.ollama.enqueue(MockAnswer.tokens("Silence").thenStall());
		this.ollama.enqueue(MockAnswer.tokens("Hello", " world", "!").pause(Duration.ofMillis(400)));
		try (PackagedSample sample = start("--spring.threads.virtual.enabled=" + virtualThreads)) {
			HttpCalls http = sample.http();
			Executor threadEach = (task) -> new Thread(task).start();
			List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, CLIENTS)
				.mapToObj((client) -> CompletableFuture.supplyAsync(
						() -> http.generate((client % 2 == 0) ? NDJSON : "application/json", PROMPT), threadEach))
				.toList();
			for (CompletableFuture<HttpResponse<String>> answer : answers) {
				assertThat(text(answer.join())).isEqualTo("and so on ".repeat(50));
			}
			IntStream.range(0, CLIENTS).forEach((client) -> this.ollama.takeRequest());
			try (BufferedReader silent = lines(http)) {
				assertThat(silent.readLine()).contains("Silence");
				try (BufferedReader lines = lines(http)) {
					assertThat(lines.readLine()).contains("Hello");
					sample.terminate();
					assertThat(lines.lines().toList()).last().asString().contains("\"done\":true");
				}
				// spring.lifecycle.timeout-per-shutdown-phase, and some
				assertThat(sample.awaitEnd(Duration.ofSeconds(20))).isTrue();
				assertThat(this.ollama.takeRequest().awaitConnectionClosed(Duration.ofSeconds(5))).isTrue();
			}
		}
	}

	// before Java 21 the property does nothing
	static Stream<Boolean> virtualThreads() {
		return (Runtime.version().feature() < 21) ? Stream.of(false) : Stream.of(false, true);
	}

	private static String text(HttpResponse<String> response) {
		List<JsonNode> pieces = response.body().lines().map(HttpCalls::json).toList();
		assertThat(pieces.get(pieces.size() - 1).get("done").booleanValue()).isTrue();
		return pieces.stream().map((piece) -> piece.get("response").stringValue()).collect(Collectors.joining());
	}

	private static BufferedReader lines(HttpCalls http) {
		InputStream body = http.generate(NDJSON, PROMPT, HttpResponse.BodyHandlers.ofInputStream()).body();
		return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
	}

}
