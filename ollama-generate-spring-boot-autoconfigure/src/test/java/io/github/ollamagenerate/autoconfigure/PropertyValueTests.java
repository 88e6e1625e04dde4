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

import java.time.Duration;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link PropertyValue}.
 */
class PropertyValueTests {

	private static void assertRefused(ThrowingCallable check) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class).isThrownBy(check)
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("ollama.x"));
	}

	@Test
	void numberHasALeastValue() {
		assertThatNoException().isThrownBy(() -> PropertyValue.atLeast(1, "ollama.x", 1));
		assertThatNoException().isThrownBy(() -> PropertyValue.atLeast(1, "ollama.x", null));
		assertRefused(() -> PropertyValue.atLeast(1, "ollama.x", 0));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "10m", "1h30m", "3600", "0", "-1" })
	void keepAliveIsATimeOrNothing(String value) {
		assertThatNoException().isThrownBy(() -> PropertyValue.keepAlive("ollama.x", value));
	}

	@ParameterizedTest
	@ValueSource(strings = { "forever", "10 minutes", "1d" })
	void keepAliveIsNoOtherText(String value) {
		assertRefused(() -> PropertyValue.keepAlive("ollama.x", value));
	}

	@Test
	void sizeFitsAnArray() {
		assertThatNoException().isThrownBy(() -> PropertyValue.size("ollama.x", DataSize.ofBytes(1)));
		assertThatNoException().isThrownBy(() -> PropertyValue.size("ollama.x", DataSize.ofBytes(Integer.MAX_VALUE)));
		assertRefused(() -> PropertyValue.size("ollama.x", DataSize.ofBytes(0)));
		assertRefused(() -> PropertyValue.size("ollama.x", DataSize.ofGigabytes(2)));
	}

	@Test
	void durationIsNotNegative() {
		assertThatNoException().isThrownBy(() -> PropertyValue.notNegative("ollama.x", Duration.ZERO));
		assertThatNoException().isThrownBy(() -> PropertyValue.notNegative("ollama.x", null));
		assertRefused(() -> PropertyValue.notNegative("ollama.x", Duration.ofMillis(-1)));
	}

}
