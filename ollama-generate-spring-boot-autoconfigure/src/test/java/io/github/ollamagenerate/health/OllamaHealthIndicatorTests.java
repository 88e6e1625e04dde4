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

package io.github.ollamagenerate.health;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;

import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.health.OllamaHealthIndicator.ModelCheck;
import io.github.ollamagenerate.server.OllamaServerClient;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OllamaHealthIndicator} over a real socket.
 */
@ExtendWith(OutputCaptureExtension.class)
class OllamaHealthIndicatorTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	@BeforeAll
	static void warmUp() {
		// the first client of a JVM takes longer to start than a check waits on a busy
		// machine
		try (MockOllamaServer server = MockOllamaServer.start()) {
			client(server.url()).version().block(TIMEOUT);
		}
	}

	@Test
	@DisplayName("R15: no generation and no show")
	void serverThatAnswersIsUpWithItsVersionAndLoadsNoModel() {
		try (MockOllamaServer server = MockOllamaServer.start()) {
			Health health = indicator(server.url()).health().block(TIMEOUT);
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsOnlyKeys("version", "latencyMs", "loaded", "model", "modelPresent")
				.containsEntry("version", "0.0.0-mock")
				.containsEntry("loaded", List.of())
				.containsEntry("model", "gemma3")
				.containsEntry("modelPresent", true);
			assertThat((Long) health.getDetails().get("latencyMs")).isBetween(0L, TIMEOUT.toMillis());
			assertThat(server.requestCount()).isZero();
			assertThat(server.requestCount("/api/show")).isZero();
			assertThat(server.requestCount("/api/version")).isOne();
		}
	}

	@ParameterizedTest
	@DisplayName("R15: a cloud model is there")
	@CsvSource({ "missing, WARN, UP, false", "missing, FAIL, OUT_OF_SERVICE, false", "missing, NONE, UP,",
			"gemma3:latest, FAIL, UP, true", "GEMMA3, FAIL, UP, true", "gpt-oss:120b-cloud, FAIL, UP, true",
			"kimi-k2:cloud, FAIL, UP, true" })
	void modelThatIsMissingMeansWhatIsConfigured(String model, ModelCheck check, String status, Boolean present) {
		try (MockOllamaServer server = MockOllamaServer.builder().models("gemma3").start()) {
			Health health = indicator(server.url(), model, check).health().block(TIMEOUT);
			assertThat(health.getStatus().getCode()).isEqualTo(status);
			assertThat(health.getDetails().get("modelPresent")).isEqualTo(present);
		}
	}

	@Test
	@DisplayName("R15: a busy server is up")
	void serverThatGeneratesIsUp() {
		try (MockOllamaServer server = MockOllamaServer.start()) {
			server.enqueue(MockAnswer.stall());
			Disposable busy = GenerateTemplate.builder(WebClient.builder())
				.baseUrl(server.url())
				.build()
				.prompt("p")
				.model("gemma3")
				.mono()
				.content()
				.subscribe();
			server.takeRequest();
			assertThat(indicator(server.url()).health().block(TIMEOUT).getStatus()).isEqualTo(Status.UP);
			busy.dispose();
		}
	}

	@Test
	void modelsThatTheServerDoesNotTellAreLeftOut() {
		try (MockOllamaServer server = MockOllamaServer.start()) {
			server.enqueue("/api/ps", MockAnswer.json(500, "{}")).enqueue("/api/tags", MockAnswer.stall());
			OllamaHealthIndicator indicator = indicator(server.url(), "gemma3", ModelCheck.FAIL);
			Health health = indicator.health().block(TIMEOUT);
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsOnlyKeys("version", "latencyMs");
			assertThat(server.takeRequest("/api/tags").awaitConnectionClosed(TIMEOUT)).isTrue();
			assertThat(indicator.health().block(TIMEOUT).getDetails()).containsKey("modelPresent");
		}
	}

	@Test
	void timeoutIsForTheWholeCheck() {
		try (MockOllamaServer server = MockOllamaServer.start()) {
			server.enqueue("/api/version", MockAnswer.json(200, "{\"version\":\"1\"}").delay(Duration.ofMillis(1200)))
				.enqueue("/api/tags", MockAnswer.json(200, "{\"models\":[]}").delay(Duration.ofMillis(1000)));
			Health health = new OllamaHealthIndicator(client(server.url()), Duration.ofSeconds(2), "gemma3",
					ModelCheck.FAIL)
				.health()
				.block(TIMEOUT);
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsKey("version").doesNotContainKey("modelPresent");
		}
	}

	@Test
	void installedModelsAreRemembered() {
		try (MockOllamaServer server = MockOllamaServer.start()) {
			OllamaHealthIndicator indicator = indicator(server.url());
			indicator.health().block(TIMEOUT);
			indicator.health().block(TIMEOUT);
			assertThat(server.requestCount("/api/version")).isEqualTo(2);
			assertThat(server.requestCount("/api/tags")).isOne();
		}
	}

	@Test
	void refusedConnectionIsDownWithoutHostOrException(CapturedOutput output) {
		MockOllamaServer server = MockOllamaServer.start();
		server.close();
		OllamaHealthIndicator indicator = indicator(server.url());
		Health health = indicator.health().block(TIMEOUT);
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsOnlyKeys("error").containsEntry("error", "connect");
		indicator.health().block(TIMEOUT);
		assertThat(output.toString().split("Ollama is down", -1)).as("logged once").hasSize(2);
		assertThat(output).doesNotContain("Exception");
	}

	@Test
	@DisplayName("R15: a silent server is down")
	void silentServerIsDownWithinTheTimeout() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
			Health health = new OllamaHealthIndicator(client("http://127.0.0.1:" + silent.getLocalPort()),
					Duration.ofMillis(100), "gemma3", ModelCheck.FAIL)
				.health()
				.block(Duration.ofSeconds(5));
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails()).containsEntry("error", "timeout");
		}
	}

	@Test
	void serverThatIsNoOllamaIsDown() {
		try (MockOllamaServer server = MockOllamaServer.start()) {
			Health health = indicator(server.url() + "/elsewhere").health().block(TIMEOUT);
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails()).containsEntry("error", "status 404");
		}
	}

	@Test
	void serverWithoutAVersionIsDownUntilItHasOne(CapturedOutput output) {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		logging.setLogLevel(OllamaHealthIndicator.class.getName(), LogLevel.INFO);
		try (MockOllamaServer server = MockOllamaServer.start()) {
			server.enqueue("/api/version", MockAnswer.json(200, "[]"));
			OllamaHealthIndicator indicator = indicator(server.url());
			Health health = indicator.health().block(TIMEOUT);
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails()).containsEntry("error", "no version");
			assertThat(indicator.health().block(TIMEOUT).getStatus()).isEqualTo(Status.UP);
		}
		finally {
			logging.setLogLevel(OllamaHealthIndicator.class.getName(), null);
		}
		assertThat(output).containsOnlyOnce("Ollama is down (no version)").containsOnlyOnce("Ollama is up again");
	}

	private static OllamaHealthIndicator indicator(String url, String model, ModelCheck modelCheck) {
		return new OllamaHealthIndicator(client(url), Duration.ofSeconds(1), model, modelCheck);
	}

	private static OllamaHealthIndicator indicator(String url) {
		return indicator(url, "gemma3", ModelCheck.WARN);
	}

	private static OllamaServerClient client(String url) {
		return new OllamaServerClient(WebClient.builder(), url);
	}

}
