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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.autoconfigure.OllamaContextRunner;
import io.github.ollamagenerate.observation.GenerateContentLoggingHandler;
import io.github.ollamagenerate.observation.GenerateContentObservationFilter;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for content of a generation in logs and spans.
 */
@ExtendWith({ MockOllamaExtension.class, OutputCaptureExtension.class })
class OllamaGenerateObservationAutoConfigurationTests {

	private static final String LOGGER = "io.github.ollamagenerate.observation";

	private MockOllamaServer server;

	private ApplicationContextRunner runner;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
		this.runner = OllamaContextRunner
			.with(OllamaGenerateObservationAutoConfiguration.class, ObservationAutoConfiguration.class)
			.withBean(Spans.class)
			.withPropertyValues("ollama.base-url=" + server.url(), "ollama.generate.model=m");
	}

	private void ask(GenerateOperations ollama) {
		this.server.enqueue(MockAnswer.tokens("canary-", "answer").thinking("canary-thinking"));
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		logging.setLogLevel(LOGGER, LogLevel.INFO);
		try {
			ollama.prompt("canary-prompt").system("canary-system").stream().content().blockLast();
		}
		finally {
			logging.setLogLevel(LOGGER, null);
		}
	}

	@Test
	void nothingIsShownByDefault(CapturedOutput output) {
		this.runner.run((context) -> {
			assertThat(context).doesNotHaveBean(GenerateContentObservationFilter.class);
			ask(context.getBean(GenerateOperations.class));
			assertThat(context.getBean(Spans.class).attributes.toString()).doesNotContain("canary");
		});
		assertThat(output).doesNotContain("canary").doesNotContain("may contain personal data");
	}

	@Test
	void withoutARegistryThereIsNoHandlerAndNoWarning(CapturedOutput output) {
		OllamaContextRunner.with(OllamaGenerateObservationAutoConfiguration.class)
			.withPropertyValues("ollama.observations.log-prompt=true", "ollama.observations.span-content=true")
			.run((context) -> assertThat(context).doesNotHaveBean(GenerateContentLoggingHandler.class)
				.doesNotHaveBean(GenerateContentObservationFilter.class));
		assertThat(output).doesNotContain("may contain personal data");
	}

	@Test
	void promptAndAnswerAreLoggedIfAskedAndThereIsAWarning(CapturedOutput output) {
		this.runner.withPropertyValues("ollama.observations.log-prompt=true", "ollama.observations.log-completion=true")
			.run((context) -> ask(context.getBean(GenerateOperations.class)));
		assertThat(output).contains("Prompt to model 'm': canary-prompt")
			.contains("Answer of model 'm': canary-answer")
			.contains("Prompts are written to the log (ollama.observations.log-prompt)")
			.contains("Answers are written to the log (ollama.observations.log-completion)");
	}

	@Test
	void spanCarriesContentIfAskedAndThereIsAWarning(CapturedOutput output) {
		this.runner.withPropertyValues("ollama.observations.span-content=true").run((context) -> {
			ask(context.getBean(GenerateOperations.class));
			assertThat(context.getBean(Spans.class).attributes).contains(
					KeyValue.of("gen_ai.input.messages",
							"[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"canary-prompt\"}]}]"),
					KeyValue.of("gen_ai.system_instructions", "[{\"type\":\"text\",\"content\":\"canary-system\"}]"),
					KeyValue.of("gen_ai.output.messages",
							"[{\"role\":\"assistant\",\"parts\":[{\"type\":\"reasoning\",\"content\":\"canary-thinking\"},"
									+ "{\"type\":\"text\",\"content\":\"canary-answer\"}],\"finish_reason\":\"stop\"}]"));
		});
		assertThat(output).contains("written to the spans (ollama.observations.span-content)");
	}

	static class Spans implements ObservationHandler<Observation.Context> {

		private final List<KeyValue> attributes = new CopyOnWriteArrayList<>();

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

		@Override
		public void onStop(Observation.Context context) {
			context.getAllKeyValues().forEach(this.attributes::add);
		}

	}

}
