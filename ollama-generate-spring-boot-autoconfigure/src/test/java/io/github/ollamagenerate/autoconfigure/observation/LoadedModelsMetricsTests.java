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

package io.github.ollamagenerate.autoconfigure.observation;

import java.time.Duration;

import io.github.ollamagenerate.autoconfigure.OllamaContextRunner;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.server.OllamaServerClient;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoadedModelsMetrics}.
 */
@ExtendWith(MockOllamaExtension.class)
class LoadedModelsMetricsTests {

	private final MeterRegistry meters = new SimpleMeterRegistry();

	@Test
	void loadedModelsAreCountedUntilTheServerIsGone(MockOllamaServer server) {
		GenerateTemplate.builder(WebClient.builder()).baseUrl(server.url()).build().load("gemma3");
		LoadedModelsMetrics metrics = new LoadedModelsMetrics(new OllamaServerClient(WebClient.builder(), server.url()),
				this.meters, Duration.ofMillis(20));
		assertThat(loaded()).isNaN();
		metrics.start();
		try {
			assertThat(metrics.isRunning()).isTrue();
			Awaitility.await().untilAsserted(() -> assertThat(loaded()).isEqualTo(1));
			assertThat(this.meters.get("ollama.client.model.vram").tag("model", "gemma3:latest").gauge().value())
				.isNotNegative();
			server.close();
			Awaitility.await().untilAsserted(() -> assertThat(loaded()).isNaN());
			assertThat(this.meters.find("ollama.client.model.vram").gauges()).isEmpty();
		}
		finally {
			metrics.stop();
		}
		assertThat(metrics.isRunning()).isFalse();
	}

	@Test
	void serverIsNotAskedByDefault(MockOllamaServer server) {
		ApplicationContextRunner runner = OllamaContextRunner.with(OllamaGenerateMetricsAutoConfiguration.class)
			.withBean(MeterRegistry.class, () -> this.meters)
			.withPropertyValues("ollama.base-url=" + server.url());
		runner.run((context) -> {
			assertThat(context).doesNotHaveBean(LoadedModelsMetrics.class);
			assertThat(this.meters.find("ollama.client.models.loaded").gauge()).isNull();
		});
		runner.withPropertyValues("ollama.metrics.loaded-models=true")
			.run((context) -> Awaitility.await().untilAsserted(() -> assertThat(loaded()).isZero()));
	}

	private double loaded() {
		return this.meters.get("ollama.client.models.loaded").gauge().value();
	}

}
