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

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ExtraOption}.
 */
class ExtraOptionTests {

	@ParameterizedTest
	@CsvSource({ "low_vram, low_vram", "low-vram, low_vram", "low.vram, low_vram", "mirostat.tau-x_y, mirostat_tau_x_y",
			"vocab2.x, vocab2_x", "x.2y, x_2y" })
	void nameHasUnderscoresBetweenItsWords(String key, String name) {
		assertThat(ExtraOption.name(key, "1")).isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "list[0]", "list.0", "list.10", "map[key]" })
	void elementIsNoOption(String key) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> ExtraOption.name(key, "a"))
			.satisfies((ex) -> {
				assertThat(ex.getName()).isEqualTo("ollama.generate.options.extra." + key);
				assertThat(ex.getReason()).contains("Set lists in code");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "TRUE", " True " })
	void trueIsABoolean(String text) {
		assertThat(ExtraOption.parse(text)).isEqualTo(true);
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "FALSE", " False " })
	void falseIsABoolean(String text) {
		assertThat(ExtraOption.parse(text)).isEqualTo(false);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "-1, -1", "+7, 7", "007, 7", "' 5 ', 5", "2e3, 2000", "1E+2, 100",
			"999999999999999999, 999999999999999999", "1e17, 100000000000000000" })
	void wholeNumberIsALong(String text, long number) {
		assertThat(ExtraOption.parse(text)).isEqualTo(number);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.7", ".5", "-1.25", "1.0", "1e-3", "1000000000000000000", "1e18", "1e999" })
	void otherNumberKeepsItsDigits(String text) {
		assertThat(ExtraOption.parse(text)).isEqualTo(new BigDecimal(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "yes", "5.", "1e1000", "0x10", "1_000", "NaN", " two words " })
	void anythingElseIsTextAsItIs(String text) {
		assertThat(ExtraOption.parse(text)).isEqualTo(text);
	}

	@Test
	void textMayHaveTheWordOfABoolean() {
		assertThat(ExtraOption.parse("true story")).isEqualTo("true story");
	}

}
