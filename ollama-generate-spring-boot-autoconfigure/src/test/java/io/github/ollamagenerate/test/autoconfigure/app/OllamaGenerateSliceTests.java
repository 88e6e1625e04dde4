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

package io.github.ollamagenerate.test.autoconfigure.app;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.TruncatedResponseException;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.autoconfigure.OllamaGenerateTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OllamaGenerateTest @OllamaGenerateTest}.
 */
@OllamaGenerateTest(components = WeatherService.class, properties = "ollama.generate.model=my-own:7b")
class OllamaGenerateSliceTests {

	@Autowired
	private MockOllamaServer server;

	@Autowired
	private ApplicationContext context;

	@Autowired
	private WeatherService weather;

	@Test
	void componentTalksToMockServer() {
		this.server.enqueue((request) -> assertThat(request).hasModel("my-own:7b")
			.hasPrompt("Weather in Prague?")
			.hasOption("num_ctx", 4096), MockAnswer.tokens("Sunny", "."));
		assertThat(this.weather.forecast("Prague")).isEqualTo("Sunny.");
	}

	@Test
	void brokenAnswerIsNoAnswer() {
		this.server.enqueue(MockAnswer.tokens("Sun").thenCut());
		assertThatExceptionOfType(TruncatedResponseException.class).isThrownBy(() -> this.weather.forecast("Prague"))
			.satisfies((ex) -> assertThat(ex.partialResponse()).isNotNull());
	}

	@RepeatedTest(2)
	void configuredModelIsInstalledAndEachTestStartsAnew() {
		assertThat(this.server.requestCount()).isZero();
		assertThat(this.weather.forecast("Prague")).contains("canned");
		assertThat(this.context.getBean(GenerateTemplate.class).prompt("x").model("gemma3").call().content())
			.contains("canned");
	}

	@Test
	void onlyWhatGenerationNeedsIsThere() {
		assertThat(this.context.getBean(GenerateOperations.class)).isInstanceOf(GenerateTemplate.class);
		assertThat(this.context.getBeansOfType(CityModule.class)).hasSize(1);
		assertThat(this.context.getBeansOfType(UnrelatedService.class)).isEmpty();
		assertThat(this.context.getBeansOfType(HealthEndpoint.class)).isEmpty();
		assertThat(this.context.getBeansOfType(MetricsAutoConfiguration.class)).isEmpty();
	}

	@Test
	void addressIsAProperty(@Autowired Environment environment) {
		assertThat(environment.getProperty("ollama.base-url")).isEqualTo(this.server.url());
	}

}
