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

import io.github.ollamagenerate.autoconfigure.OllamaGenerateProperties;
import io.github.ollamagenerate.autoconfigure.OllamaProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KnownProperties}.
 */
class KnownPropertiesTests {

	private static final KnownProperties KNOWN = new KnownProperties(OllamaProperties.class,
			OllamaGenerateProperties.class);

	@ParameterizedTest
	@ValueSource(strings = { "ollama.generate.model", "ollama.generate.pull", "ollama.generate.timeout",
			"ollama.generate.timeout.first-chunk", "ollama.generate.options.num-ctx", "ollama.generate.options.stop",
			"ollama.generate.options.stop[0]", "ollama.generate.options.extra.low-vram",
			"ollama.generate.options.extra.a.b" })
	void nameOfAPropertyOrAGroupExists(String name) {
		assertThat(KNOWN.contains(name(name))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ollama.generate.modle", "ollama.generate.class", "ollama.generate.num-ctx",
			"ollama.generate.model.name", "ollama.generate.pull.never", "ollama.generate.retry.delay.seconds",
			"ollama.generate.options.extras.low-vram", "ollama.model" })
	void otherNameDoesNotExist(String name) {
		assertThat(KNOWN.contains(name(name))).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "OLLAMA_GENERATE_MODEL, true", "OLLAMA_GENERATE_OPTIONS_NUMCTX, true",
			"OLLAMA_GENERATE_OPTIONS_NUM_CTX, true", "OLLAMA_GENERATE_OPTIONS_STOP_0, true",
			"OLLAMA_GENERATE_OPTIONS_EXTRA_LOW_VRAM, true", "OLLAMA_GENERATE_NUMCTX, false",
			"OLLAMA_GENERATE_MODELS, false", "OLLAMA_GENERATE_OPTIONS_EXTR, false" })
	void variableHasTheLettersOfAName(String variable, boolean exists) {
		assertThat(KNOWN.containsVariable(variable)).isEqualTo(exists);
	}

	@Test
	void siblingsAreSortedAndOnTheSameLevel() {
		assertThat(KNOWN.siblings(name("ollama.generate.timeout.first"))).containsExactly("first-chunk", "idle",
				"total");
		assertThat(KNOWN.siblings(name("ollama.generate.modle"))).contains("model", "options", "timeout")
			.doesNotContain("first-chunk", "class")
			.isSorted();
		assertThat(KNOWN.siblings(name("ollama.generate.pull.never"))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "ollama.generate.num-ctx, ollama.generate.options.num-ctx",
			"OLLAMA_GENERATE_NUM_CTX, ollama.generate.options.num-ctx",
			"ollama.generate.first-chunk, ollama.generate.timeout.first-chunk",
			"ollama.generate.max-attempts, ollama.generate.retry.max-attempts", "ollama.generate.model,",
			"ollama.generate.modle,", "ollama.generate.options.num-ctx," })
	void nameWithoutItsGroupIsMeantToHaveIt(String name, String meant) {
		assertThat(KNOWN.meant(name)).isEqualTo(meant);
	}

	@ParameterizedTest
	@CsvSource({ "ollama.url, ollama.base-url", "ollama.uri, ollama.base-url", "OLLAMA_API_BASE, ollama.base-url",
			"ollama.endpoint, ollama.base-url", "ollama.token, ollama.api-key", "ollama.key, ollama.api-key",
			"ollama.model, ollama.generate.model", "OLLAMA_THINK, ollama.generate.think",
			"ollama.options.num-ctx, ollama.generate.options.num-ctx", "ollama.num-ctx,", "ollama.modle,", "ollama," })
	void nameOneLevelTooHighIsMeantToBeBelow(String name, String meant) {
		assertThat(KNOWN.meantAtTheTop(name)).isEqualTo(meant);
	}

	@ParameterizedTest
	@CsvSource({ "ollama.base-url, true", "ollama.baseurl, true", "ollama.api-key, true", "ollama.headers.x-team, true",
			"ollama.ssl.bundle, true", "ollama.generate.modle, true", "ollama.health.timeout, true",
			"ollama.metrics.gen-ai, true", "ollama.observations.log-prompt, true", "ollama.class, false",
			"ollama.model, false", "ollama.api-kye, false", "ollama.base, false" })
	void topHasPropertiesAndGroups(String name, boolean isAtTheTop) {
		assertThat(KNOWN.isAtTheTop(name(name))).isEqualTo(isAtTheTop);
	}

	private static ConfigurationPropertyName name(String name) {
		return ConfigurationPropertyName.of(name);
	}

}
