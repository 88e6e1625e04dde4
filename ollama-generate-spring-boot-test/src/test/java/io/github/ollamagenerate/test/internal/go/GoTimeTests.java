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

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GoTime}.
 */
class GoTimeTests {

	@ParameterizedTest
	@CsvSource({ "2026-11-25T00:06:58.913640075Z,2026-11-25T00:06:58.913640075Z",
			"2026-11-25T00:06:58.913640000Z,2026-11-25T00:06:58.91364Z",
			"1970-01-01T00:00:00.000000005Z,1970-01-01T00:00:00.000000005Z",
			"2026-11-25T00:06:00Z,2026-11-25T00:06:00Z" })
	void dropsTrailingZeros(Instant instant, String expected) {
		assertThat(GoTime.text(instant)).isEqualTo(expected);
		StringBuilder out = new StringBuilder("at ");
		GoTime.append(out, instant);
		assertThat(out).hasToString("at " + expected);
	}

}
