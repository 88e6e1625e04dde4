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

package io.github.ollamagenerate.autoconfigure;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.client.http.RawServer;
import io.github.ollamagenerate.client.http.Wire;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the time that a connection may be reused.
 */
class ConnectionLifeTimeTests {

	private final ApplicationContextRunner runner = OllamaContextRunner.with();

	@Test
	void busyClientConnectsAgainWhenTheTimeIsOver() {
		try (RawServer server = new RawServer((request) -> request.send(Wire.response(request.prompt())))) {
			this.runner
				.withPropertyValues("ollama.base-url=" + server.url(), "ollama.generate.model=m",
						"ollama.max-connections=1", "ollama.max-life-time=200ms")
				.run((context) -> {
					GenerateOperations ollama = context.getBean(GenerateOperations.class);
					Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> {
						ollama.prompt("p").call().content();
						return server.connectionCount() > 3;
					});
					assertThat(server.requestCount()).isGreaterThan(server.connectionCount());
				});
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void templateMakesNoConnectionWhenItsContextIsClosed(boolean used) {
		AtomicReference<GenerateOperations> template = new AtomicReference<>();
		try (RawServer server = new RawServer((request) -> request.send(Wire.response(request.prompt())))) {
			this.runner.withPropertyValues("ollama.base-url=" + server.url(), "ollama.generate.model=m")
				.run((context) -> {
					template.set(context.getBean(GenerateOperations.class));
					if (used) {
						template.get().prompt("p").call().content();
					}
				});
			assertThatExceptionOfType(GenerateRequestException.class)
				.isThrownBy(() -> template.get().prompt("p").call().content())
				.withStackTraceContaining("The application context is closed");
			assertThat(server.connectionCount()).isEqualTo(used ? 1 : 0);
		}
	}

	@ParameterizedTest
	@CsvSource({ "ollama.max-life-time=-1s, ollama.max-life-time",
			"ollama.max-response-header-size=0B, ollama.max-response-header-size" })
	void valueThatCannotWorkFailsStartUpByTheNameOfItsProperty(String property, String name) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining(name));
	}

}
