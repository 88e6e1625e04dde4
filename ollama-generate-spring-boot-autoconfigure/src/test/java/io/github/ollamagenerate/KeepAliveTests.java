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

package io.github.ollamagenerate;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link KeepAlive}.
 */
class KeepAliveTests {

	@ParameterizedTest
	@CsvSource({ "3600, 3600", "0, 0", "-1, -1", "' 30 ', 30", "+5, 5" })
	void wholeNumbersAreSeconds(String text, long seconds) {
		assertThat(KeepAlive.of(text).value()).isEqualTo(seconds);
	}

	@ParameterizedTest
	@ValueSource(strings = { "10m", "1h30m", "30s", "1.5h", "500ms", "-1s", "1\u00b5s", "100ns" })
	void goDurationsStayAsTheyAre(String text) {
		assertThat(KeepAlive.of(text).value()).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT5M", "", "5 m", "10x", "m", "1h30", "forever", "12345678901234567890", "1d" })
	void anythingElseIsRefusedWithTheForms(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> KeepAlive.of(text))
			.withMessageContaining("'" + text.trim() + "'")
			.withMessageContaining("10m or 1h30m");
	}

	@ParameterizedTest
	@CsvSource({ "PT10M, 10m", "PT1H30M, 1h30m", "PT26H, 26h", "PT1.5S, 1s500000000ns", "PT90S, 1m30s" })
	void durationsBecomeGoDurations(Duration duration, String expected) {
		assertThat(KeepAlive.of(duration).value()).isEqualTo(expected);
	}

	@Test
	void zeroUnloadsAndNegativeIsRefused() {
		assertThat(KeepAlive.of(Duration.ZERO)).isEqualTo(KeepAlive.unload());
		assertThat(KeepAlive.unload().value()).isEqualTo(0L);
		assertThat(KeepAlive.forever().value()).isEqualTo(-1L);
		assertThat(KeepAlive.seconds(7)).isEqualTo(KeepAlive.of("7"));
		assertThatIllegalArgumentException().isThrownBy(() -> KeepAlive.of(Duration.ofSeconds(-1)))
			.withMessageContaining("forever()");
	}

	@ParameterizedTest
	@ValueSource(strings = { "9223372037", "999999999999999999", "2562048h", "9223372036855ms", "1h9223372036s",
			"99999999999999999999999999ns" })
	void moreThanTheServerCanCountIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> KeepAlive.of(text))
			.withMessageContaining(text)
			.withMessageContaining("292 years")
			.withMessageContaining("forever()");
	}

	@Test
	void longestIsAccepted() {
		assertThat(KeepAlive.of("9223372036").value()).isEqualTo(9223372036L);
		assertThat(KeepAlive.of("9223372036854775807ns").value()).isEqualTo("9223372036854775807ns");
		assertThat(KeepAlive.of(Duration.ofNanos(Long.MAX_VALUE)).value()).isEqualTo("2562047h47m16s854775807ns");
		assertThat(KeepAlive.seconds(Long.MIN_VALUE).value()).isEqualTo(Long.MIN_VALUE);
		assertThat(KeepAlive.of("1.h.5m").value()).isEqualTo("1.h.5m");
	}

	@Test
	void durationThatTheServerCannotCountIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> KeepAlive.of(Duration.ofSeconds(Long.MAX_VALUE)))
			.withMessageContaining("292 years");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> KeepAlive.of(Duration.ofNanos(Long.MAX_VALUE).plusNanos(1)));
		assertThatIllegalArgumentException().isThrownBy(() -> KeepAlive.seconds(Long.MAX_VALUE));
	}

}
