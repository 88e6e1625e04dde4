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

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that each optional library may be missing, and that what needs it is left out
 * then. {@link OptionalLibrariesTests} does the same with whole processes.
 */
@ExtendWith(MockOllamaExtension.class)
class FilteredClassPathTests {

	@ParameterizedTest
	@ValueSource(strings = { "io.micrometer.core", "io.micrometer.tracing", "io.micrometer.prometheusmetrics",
			"org.springframework.boot.actuate.endpoint", "org.springframework.boot.health.contributor",
			"org.testcontainers", "org.springframework.boot.testcontainers", "org.springframework.boot.docker",
			"jakarta.servlet", "kotlin", "kotlinx", "org.springframework.cloud" })
	void contextStartsAndAnswersWithout(String missing, MockOllamaServer server) {
		new ApplicationContextRunner().withClassLoader(new FilteredClassLoader(missing))
			.withConfiguration(AutoConfigurations.of(OllamaContextRunner.all()))
			.withPropertyValues("ollama.base-url=" + server.url(), "ollama.generate.model=gemma3",
					"ollama.metrics.server=true", "ollama.metrics.gen-ai=v0_1",
					"management.endpoints.web.exposure.include=*")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(GenerateOperations.class).prompt("p").call().content()).isNotEmpty();
			});
	}

}
