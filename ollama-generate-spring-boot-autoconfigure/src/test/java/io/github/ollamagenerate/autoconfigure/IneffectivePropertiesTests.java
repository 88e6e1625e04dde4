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

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IneffectiveProperties}.
 */
@ExtendWith(OutputCaptureExtension.class)
class IneffectivePropertiesTests {

	private static final String NO_EFFECT = " has no effect: ";

	@ParameterizedTest
	@ValueSource(strings = { "ollama.pending-acquire-max-count=-1", "ollama.pending-acquire-timeout=10m",
			"ollama.generate.timeout.first-chunk=10m ollama.generate.timeout.total=1m",
			"ollama.generate.timeout.first-chunk=1m ollama.generate.timeout.total=1m",
			"ollama.generate.timeout.idle=1m ollama.generate.timeout.total=1m", "ollama.generate.retry.delay=31s",
			"ollama.generate.retry.delay=2s ollama.generate.retry.max-delay=1s", "ollama.generate.wait-for-model=true",
			"ollama.generate.wait-for-model=true ollama.generate.pull=never" })
	void ineffectivePropertyIsLoggedOnce(String properties, CapturedOutput output) {
		start(properties);
		String ineffective = properties.substring(0, properties.indexOf('='));
		assertThat(output).containsOnlyOnce(ineffective + NO_EFFECT).containsOnlyOnce(NO_EFFECT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "",
			"ollama.max-connections=10 ollama.pending-acquire-max-count=-1 ollama.pending-acquire-timeout=10m",
			"ollama.generate.timeout.total=10s",
			"ollama.generate.timeout.total=0 ollama.generate.timeout.first-chunk=10m ollama.generate.timeout.idle=10m",
			"ollama.generate.timeout.total=1m ollama.generate.timeout.first-chunk=0 ollama.generate.timeout.idle=59s",
			"ollama.generate.retry.max-delay=100ms",
			"ollama.generate.retry.delay=1s ollama.generate.retry.max-delay=1s",
			"ollama.generate.wait-for-model=true ollama.generate.warm-up=true",
			"ollama.generate.wait-for-model=true ollama.generate.pull=always" })
	void effectivePropertiesAreNotLogged(String properties, CapturedOutput output) {
		start(properties);
		assertThat(output).doesNotContain(NO_EFFECT);
	}

	@Test
	void eachIneffectivePropertyIsLogged(CapturedOutput output) {
		start("ollama.pending-acquire-max-count=10 ollama.pending-acquire-timeout=1m");
		assertThat(output)
			.contains("ollama.pending-acquire-max-count has no effect: no request waits for a connection because "
					+ "ollama.max-connections is not set")
			.contains("ollama.pending-acquire-timeout has no effect");
	}

	private static void start(String properties) {
		OllamaContextRunner.with()
			.withPropertyValues(
					Arrays.stream(properties.split(" ")).filter((text) -> !text.isEmpty()).toArray(String[]::new))
			.run((context) -> assertThat(context).hasNotFailed());
	}

}
