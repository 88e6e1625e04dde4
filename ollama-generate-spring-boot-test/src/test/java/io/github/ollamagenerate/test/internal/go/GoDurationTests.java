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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GoDuration}. The expected texts were taken from Go 1.26.
 */
class GoDurationTests {

	@ParameterizedTest
	@CsvSource({ "0,PT0S", "10m,PT10M", "1h30m,PT1H30M", "-1s,PT-1S", "+2s,PT2S", "1.5h,PT1H30M", ".5s,PT0.5S",
			"-9223372036854775808ns,PT-2562047H-47M-16.854775808S", "300ms,PT0.3S", "1us,PT0.000001S",
			"1µs,PT0.000001S", "1μs,PT0.000001S", "2ns,PT0.000000002S", "1.s,PT1S", "-0,PT0S", "1s.5m,PT31S",
			"0.0000000019s,PT0.000000001S", "2562047h47m16.854775807s,PT2562047H47M16.854775807S" })
	void readsGoDurations(String text, Duration expected) {
		assertThat(GoDuration.parse(text)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "PT5M", "s", "-", "9999999h", "9223372036854775808ns", "-9223372036854775809ns", ".s",
			"--1s", "x1s" })
	void refusesOthers(String text) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> GoDuration.parse(text))
			.withMessage("time: invalid duration \"" + text + "\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "1m5", "00", "1..5s" })
	void namesAMissingUnit(String text) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> GoDuration.parse(text))
			.withMessage("time: missing unit in duration \"" + text + "\"");
	}

	@ParameterizedTest
	@CsvSource({ "5x,x", "1e3s,e", "1s-1s,s-", "1s5D,D", "1S,S" })
	void namesAnUnknownUnit(String text, String unit) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> GoDuration.parse(text))
			.withMessage("time: unknown unit \"" + unit + "\" in duration \"" + text + "\"");
	}

	@Test
	void textIsQuotedAsByThePackageTime() {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> GoDuration.parse("é \u007f\"\\\n"))
			.withMessage("time: invalid duration \"\\xc3\\xa9 \u007f\\\"\\\\\\x0a\"");
	}

}
