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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GoBase64}.
 */
class GoBase64Tests {

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "AAAA", "AA==", "AAA=", "AB==", "AA\nAA", "AA=\n=", "AA==\r\n", "+/09azAZ" })
	void accepts(String text) {
		assertThat(GoBase64.error(text)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "AAA", "A", "AA=", "A===", "====", "AAA=A", "AA==A", "AA=A", "AAAAA", "AAAA====", "A\nA=",
			"AA=\n", "AA==\r\nx", "AAAA\nBBBB\nC" })
	void refusesOthers(String text) {
		assertThat(GoBase64.error(text)).startsWith("illegal base64 data at input byte ");
	}

	@ParameterizedTest
	@CsvSource({ "AAAA-_,4", "é,0", "AAAé,3", "'data:image/png;base64,AAAA',4" })
	void namesTheByteThatIsNotADigit(String text, int position) {
		assertThat(GoBase64.error(text)).isEqualTo("illegal base64 data at input byte " + position);
	}

}
