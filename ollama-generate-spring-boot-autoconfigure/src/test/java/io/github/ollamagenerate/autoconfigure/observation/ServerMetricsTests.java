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
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.search.MeterNotFoundException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerMetrics}.
 */
@ExtendWith(MockOllamaExtension.class)
class ServerMetricsTests {

	private final MeterRegistry meters = new SimpleMeterRegistry();

	@Test
	void serverAndItsModelsAreVisibleWithoutTrafficUntilItIsGone(MockOllamaServer server) {
		GenerateTemplate.builder(WebClient.builder()).baseUrl(server.url()).build().load("gemma3");
		Tags tags = Tags.of("server.address", "127.0.0.1", "server.port", String.valueOf(server.port()));
		ServerMetrics metrics = new ServerMetrics(new OllamaServerClient(WebClient.builder(), server.url()),
				this.meters, Duration.ofMillis(20), tags);
		assertThat(value("ollama.client.server.up", tags)).isNaN();
		assertThat(value("ollama.client.models.loaded", tags)).isNaN();
		metrics.start();
		try {
			assertThat(metrics.isRunning()).isTrue();
			Tags model = tags.and("model", "gemma3:latest");
			// each answer replaces the gauges of the models, which are missing meanwhile
			Awaitility.await().ignoreException(MeterNotFoundException.class).untilAsserted(() -> {
				assertThat(value("ollama.client.server.up", tags)).isOne();
				assertThat(value("ollama.client.models.loaded", tags)).isOne();
				assertThat(value("ollama.client.model.vram", model)).isZero();
				assertThat(value("ollama.client.model.size", model)).isPositive();
			});
			server.close();
			Awaitility.await().untilAsserted(() -> {
				assertThat(value("ollama.client.server.up", tags)).isZero();
				assertThat(value("ollama.client.models.loaded", tags)).isNaN();
			});
			assertThat(this.meters.find("ollama.client.model.size").gauges()).isEmpty();
			assertThat(this.meters.find("ollama.client.model.vram").gauges()).isEmpty();
		}
		finally {
			metrics.stop();
		}
		assertThat(metrics.isRunning()).isFalse();
	}

	@Test
	void serverWithoutAModelListIsUp(MockOllamaServer server) {
		server.enqueue("/api/ps", MockAnswer.json(404, "{}"));
		ServerMetrics metrics = new ServerMetrics(new OllamaServerClient(WebClient.builder(), server.url()),
				this.meters, Duration.ofHours(1), Tags.empty());
		metrics.start();
		Awaitility.await().untilAsserted(() -> assertThat(value("ollama.client.server.up", Tags.empty())).isOne());
		assertThat(value("ollama.client.models.loaded", Tags.empty())).isNaN();
		metrics.stop();
	}

	@Test
	void serverIsNotAskedByDefault(MockOllamaServer server) {
		ApplicationContextRunner runner = OllamaContextRunner.with(OllamaGenerateMetricsAutoConfiguration.class)
			.withBean(MeterRegistry.class, () -> this.meters)
			.withPropertyValues("ollama.base-url=" + server.url());
		runner.run((context) -> {
			assertThat(context).doesNotHaveBean(ServerMetrics.class);
			assertThat(server.requestCount()).isZero();
			assertThat(this.meters.find("ollama.client.server.up").gauge()).isNull();
		});
		runner.withPropertyValues("ollama.metrics.server=true")
			.run((context) -> Awaitility.await()
				.untilAsserted(() -> assertThat(value("ollama.client.server.up",
						Tags.of("server.address", "127.0.0.1", "server.port", String.valueOf(server.port()))))
					.isOne()));
	}

	private double value(String name, Tags tags) {
		return this.meters.get(name).tags(tags).gauge().value();
	}

}
