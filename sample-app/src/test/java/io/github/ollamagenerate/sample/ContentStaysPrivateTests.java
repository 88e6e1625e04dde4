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

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.ResponseFormat;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Prompts, answers, images and keys are found in no log, exception, meter or endpoint of
 * a web application, and in none of its error responses.
 */
@ExtendWith(OutputCaptureExtension.class)
class ContentStaysPrivateTests {

	private static final String CANARY = "parakeet";

	private static final String IMAGE = Base64.getEncoder()
		.encodeToString(CANARY.repeat(5).getBytes(StandardCharsets.UTF_8));

	@AfterEach
	void restoreLogLevel() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("ROOT", LogLevel.INFO);
	}

	@Test
	@DisplayName("R13: a canary is found nowhere")
	void canaryIsFoundNowhere(CapturedOutput output) throws Exception {
		try (MockOllamaServer ollama = MockOllamaServer.start();
				ConfigurableApplicationContext sample = SpringApplication.run(SampleApplication.class,
						"--server.port=0",
						"--ollama.base-url=" + ollama.url().replace("http://", "http://user:parakeet-password@"),
						"--ollama.headers.X-Secret=parakeet-header", "--ollama.generate.model=m",
						"--ollama.generate.system=parakeet-default", "--logging.level.root=TRACE",
						// the web server logs each request that it receives
						"--logging.level.org.apache.coyote.http11.Http11InputBuffer=INFO",
						"--management.endpoints.web.exposure.include=*")) {
			GenerateOperations operations = sample.getBean(GenerateOperations.class);
			GenerateRequest request = GenerateRequest.builder()
				.prompt("parakeet-prompt")
				.system("parakeet-system")
				.suffix("parakeet-suffix")
				.template("parakeet-template")
				.image(IMAGE)
				.format(ResponseFormat.schema(Map.of("type", "object", "description", "parakeet-schema")))
				.options((options) -> options.stop("parakeet-stop"))
				.context(List.of())
				.build();
			ollama.enqueue(MockAnswer.tokens("parakeet-answer").thinking("parakeet-thinking"));
			GenerateResponse response = operations.generate(request).block();
			assertThat(response.response()).isEqualTo("parakeet-answer");
			assertThat(ollama.takeRequest().body()).contains("parakeet-prompt").contains("parakeet-stop");
			assertThat(request + " " + response).doesNotContain(CANARY).doesNotContain(IMAGE);
			ollama.enqueue(MockAnswer.tokens("parakeet-answer").thenError("out of memory"));
			assertNoCanary(catchThrowableOfType(GenerateException.class, () -> operations.generate(request).block()));
			ollama.enqueue(MockAnswer.lines("{\"response\":\"parakeet-answer\",\"done\":fal se}"));
			assertNoCanary(catchThrowableOfType(GenerateException.class, () -> operations.generate(request).block()));
			ollama.enqueue(MockAnswer.json(422, "{\"detail\":{\"prompt\":\"parakeet-prompt\"}}"));
			assertNoCanary(catchThrowableOfType(GenerateException.class, () -> operations.generate(request).block()));
			String url = "http://127.0.0.1:" + sample.getEnvironment().getProperty("local.server.port");
			assertNoCanaryInResponses(url, ollama);
			RestClient actuator = RestClient.create(url + "/actuator");
			for (String endpoint : new String[] { "", "/env", "/configprops", "/beans", "/conditions", "/health",
					"/metrics", "/prometheus", "/ollama", "/loggers", "/mappings", "/threaddump" }) {
				String body = actuator.get().uri(endpoint).retrieve().body(String.class);
				assertThat(body).as(endpoint).isNotEmpty();
				assertThat(body.contains(CANARY)).as(endpoint).isFalse();
				assertThat(body.contains(IMAGE)).as(endpoint).isFalse();
			}
		}
		assertThat(output.toString()).contains("TRACE");
		assertThat(output.toString().lines().filter((line) -> line.contains(CANARY) || line.contains(IMAGE))).isEmpty();
	}

	private static void assertNoCanaryInResponses(String url, MockOllamaServer ollama) throws Exception {
		HttpClient client = HttpClient.newHttpClient();
		for (String path : List.of("/", "/models", "/status")) {
			HttpRequest get = HttpRequest.newBuilder(URI.create(url + path)).build();
			assertThat(client.send(get, BodyHandlers.ofString()).body()).as(path).isNotEmpty().doesNotContain(CANARY);
		}
		String error = "{\"error\":\"cannot do parakeet-prompt for parakeet-header\"}";
		for (String accept : List.of("application/json", "application/x-ndjson")) {
			ollama.enqueue(MockAnswer.json(500, error)).enqueue(MockAnswer.lines(error));
			HttpRequest post = HttpRequest.newBuilder(URI.create(url + "/generate"))
				.header("Content-Type", "application/json")
				.header("Accept", accept)
				.POST(BodyPublishers.ofString("{\"prompt\":\"parakeet-prompt\"}"))
				.build();
			for (int i = 0; i < 2; i++) {
				HttpResponse<String> response = client.send(post, BodyHandlers.ofString());
				assertThat(response.body()).contains("a text that is not repeated here").doesNotContain(CANARY);
			}
		}
	}

	private static void assertNoCanary(Throwable ex) {
		assertThat(ex).isNotNull();
		StringWriter trace = new StringWriter();
		ex.printStackTrace(new PrintWriter(trace));
		assertThat(trace.toString()).doesNotContain(CANARY).doesNotContain(IMAGE);
	}

}
