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

package io.github.ollamagenerate.test.internal.go;

import java.time.Duration;

import io.github.ollamagenerate.test.internal.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GoDuration}.
 */
class GoDurationTests {

	@ParameterizedTest
	@CsvSource({ "0,PT0S", "10m,PT10M", "1h30m,PT1H30M", "-1s,PT-1S", "+2s,PT2S", "1.5h,PT1H30M", ".5s,PT0.5S",
			"-9223372036854775808ns,PT-2562047H-47M-16.854775808S", "300ms,PT0.3S", "1us,PT0.000001S",
			"1µs,PT0.000001S", "2ns,PT0.000000002S" })
	void readsGoDurations(String text, Duration expected) {
		assertThat(GoDuration.parse(text)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "PT5M", "s", "-", "9999999h", "9223372036854775808ns", "5x" })
	void refusesOthers(String text) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> GoDuration.parse(text))
			.withMessage("time: invalid duration \"" + text + "\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "1m5" })
	void namesAMissingUnit(String text) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> GoDuration.parse(text))
			.withMessage("time: missing unit in duration \"" + text + "\"");
	}

}
