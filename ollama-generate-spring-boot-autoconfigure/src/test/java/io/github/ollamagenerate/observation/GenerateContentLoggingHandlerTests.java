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

package io.github.ollamagenerate.observation;

import java.net.URI;

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.micrometer.observation.Observation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GenerateContentLoggingHandler}: content is in the log only if it is
 * asked for.
 */
@ExtendWith(OutputCaptureExtension.class)
class GenerateContentLoggingHandlerTests {

	private final LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());

	@BeforeEach
	void log() {
		this.logging.setLogLevel(GenerateContentLoggingHandler.class.getName(), LogLevel.INFO);
	}

	@AfterEach
	void reset() {
		this.logging.setLogLevel(GenerateContentLoggingHandler.class.getName(), null);
	}

	@ParameterizedTest
	@CsvSource({ "false, false", "false, true", "true, false", "true, true" })
	void promptAndAnswerAreLoggedOneByOne(boolean logPrompt, boolean logCompletion, CapturedOutput output) {
		GenerateResponse answer = GenerateResponse.builder().response("canary-answer").build();
		observe(new GenerateContentLoggingHandler(logPrompt, logCompletion), answer);
		assertThat(output.toString().contains("Prompt to model 'm': canary-prompt")).isEqualTo(logPrompt);
		assertThat(output.toString().contains("canary-prompt")).isEqualTo(logPrompt);
		assertThat(output.toString().contains("Answer of model 'm': canary-answer")).isEqualTo(logCompletion);
		assertThat(output.toString().contains("canary-answer")).isEqualTo(logCompletion);
	}

	@Test
	void generationWithoutAnAnswerHasNone(CapturedOutput output) {
		observe(new GenerateContentLoggingHandler(false, true), null);
		assertThat(output).doesNotContain("Answer of model");
	}

	@Test
	void onlyGenerationsAreLogged() {
		GenerateContentLoggingHandler handler = new GenerateContentLoggingHandler(true, true);
		assertThat(handler.supportsContext(Contexts.of("m"))).isTrue();
		assertThat(handler.supportsContext(new Observation.Context())).isFalse();
	}

	private static void observe(GenerateContentLoggingHandler handler, GenerateResponse answer) {
		GenerateObservationContext context = new GenerateObservationContext("m",
				GenerateRequest.builder().model("m").prompt("canary-prompt").build(), true, URI.create("http://gpu"),
				() -> answer);
		handler.onStart(context);
		handler.onStop(context);
	}

}
