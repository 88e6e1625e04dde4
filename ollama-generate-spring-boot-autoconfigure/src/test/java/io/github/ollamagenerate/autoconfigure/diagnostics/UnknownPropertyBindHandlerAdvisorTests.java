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

package io.github.ollamagenerate.autoconfigure.diagnostics;

import java.time.Duration;
import java.util.Map;

import io.github.ollamagenerate.autoconfigure.OllamaGenerateAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link UnknownPropertyBindHandlerAdvisor}: a name that does not exist is
 * noticed, wherever it is written.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnknownPropertyBindHandlerAdvisorTests {

	@ParameterizedTest
	@CsvSource({ "OLLAMA_GENERATE_NUMCTX, Did you mean ollama.generate.options.num-ctx?",
			"OLLAMA_GENERATE_NUM_CTX, Did you mean ollama.generate.options.num-ctx?",
			"OLLAMA_GENERATE_OPTIONS_TEMPERTURE, Is it misspelled?",
			"OLLAMA_GENERATE_TIMEOUT_FIRST, Is it misspelled?" })
	void environmentVariableIsWarnedOf(String name, String hint, CapturedOutput output) {
		run(Map.of(name, "canary")).close();
		assertThat(output).containsOnlyOnce("The property '" + name + "' does not exist and has no effect. " + hint)
			.doesNotContain("canary");
	}

	@Test
	void systemPropertyFailsStartUp(CapturedOutput output) {
		System.setProperty("ollama.generate.num-ctx", "canary");
		try {
			assertThatException().isThrownBy(() -> run(Map.of()).close());
		}
		finally {
			System.clearProperty("ollama.generate.num-ctx");
		}
		assertThat(output).contains("The property 'ollama.generate.num-ctx', set in")
			.contains("Did you mean ollama.generate.options.num-ctx?");
	}

	@Test
	void propertyFailsStartUpWithOurAnalysis(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run(Map.of(), "--ollama.generate.num-ctx=1").close());
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Did you mean ollama.generate.options.num-ctx?")
			.doesNotContain("Update your application's configuration");
	}

	@ParameterizedTest
	@ValueSource(strings = { "OLLAMA_GENERATE_MODEL", "OLLAMA_GENERATE_OPTIONS_NUMCTX",
			"OLLAMA_GENERATE_OPTIONS_NUM_CTX", "OLLAMA_GENERATE_OPTIONS_STOP_0",
			"OLLAMA_GENERATE_OPTIONS_EXTRA_MIROSTAT", "OLLAMA_BASEURL", "OLLAMA_BASE_URL", "OLLAMA_HOST",
			"OLLAMA_API_KEY", "OLLAMA_MODELS", "OLLAMA_DEBUG", "OLLAMA_KEEP_ALIVE", "OLLAMA_NUM_PARALLEL",
			"OLLAMA_ORIGINS", "OLLAMA_CONTEXT_LENGTH", "OLLAMA_LOAD_TIMEOUT", "OLLAMA_MAX_QUEUE", "OLLAMAURL" })
	void variablesThatExistAndThoseOfTheServerPass(String name, CapturedOutput output) {
		run(Map.of(name, "1")).close();
		assertThat(output).doesNotContain("'" + name + "' does not exist");
	}

	@ParameterizedTest
	@CsvSource({ "OLLAMA_URL, ollama.base-url", "OLLAMA_MODEL, ollama.generate.model",
			"OLLAMA_OPTIONS_NUMCTX, ollama.generate.options.num-ctx", "OLLAMA_THINK, ollama.generate.think" })
	void variableAtTheTopIsWarnedOf(String name, String meant, CapturedOutput output) {
		run(Map.of(name, "canary")).close();
		assertThat(output)
			.contains("The property '" + name + "' does not exist and has no effect. Did you mean " + meant)
			.doesNotContain("canary");
	}

	@ParameterizedTest
	@CsvSource({ "ollama.url, Did you mean ollama.base-url?", "ollama.model, Did you mean ollama.generate.model?",
			"ollama.think, Did you mean ollama.generate.think?",
			"ollama.options.temperature, Did you mean ollama.generate.options.temperature?",
			"ollama.timeout.first-chunk, Did you mean ollama.generate.timeout.first-chunk?",
			"ollama.keep-alive, Did you mean ollama.generate.keep-alive?",
			"ollama.retry.max-attempts, Did you mean ollama.generate.retry.max-attempts?",
			"ollama.api-kye, Is it misspelled?" })
	void propertyAtTheTopIsWarnedOf(String name, String hint, CapturedOutput output) {
		run(Map.of(), "--" + name + "=canary").close();
		assertThat(output).contains("The property '" + name + "' does not exist and has no effect. " + hint)
			.doesNotContain("canary");
	}

	@Test
	void groupThatHasAValueNamesItsProperties(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run(Map.of(), "--ollama.generate.timeout=5m").close());
		assertThat(output).contains("The property 'ollama.generate.timeout' cannot have the value '5m'")
			.contains(
					"ollama.generate.timeout.first-chunk, ollama.generate.timeout.idle, ollama.generate.timeout.total");
	}

	@Test
	void propertiesOfTheApplicationAreBoundAsWithoutUs() {
		try (ConfigurableApplicationContext context = run(Map.of(), "--app.timeout=7s")) {
			assertThat(context.getBean(ApplicationProperties.class).getTimeout()).isEqualTo(Duration.ofSeconds(7));
		}
		assertThatException().isThrownBy(() -> run(Map.of(), "--app.timeout.seconds=7").close());
		assertThatException().isThrownBy(() -> run(Map.of(), "--app.tiemout=7s").close())
			.havingRootCause()
			.withMessageContaining("app.tiemout");
	}

	private static ConfigurableApplicationContext run(Map<String, Object> variables, String... arguments) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.initializers((context) -> context.getEnvironment()
				.getPropertySources()
				.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
								variables)))
			.run(arguments);
	}

	@ImportAutoConfiguration(OllamaGenerateAutoConfiguration.class)
	@EnableConfigurationProperties(ApplicationProperties.class)
	static class Application {

	}

	@ConfigurationProperties(prefix = "app", ignoreUnknownFields = false)
	static class ApplicationProperties {

		private Duration timeout = Duration.ofSeconds(1);

		Duration getTimeout() {
			return this.timeout;
		}

		void setTimeout(Duration timeout) {
			this.timeout = timeout;
		}

	}

}
