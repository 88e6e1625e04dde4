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
 * Tests for {@link GoBase64}. The expected positions were taken from Go 1.26.
 */
class GoBase64Tests {

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "AAAA", "AA==", "AAA=", "AB==", "AA\nAA", "AA=\n=", "AA=\r=", "AAA=\n\n",
			"AA==\r\n", "+/09azAZ" })
	void accepts(String text) {
		assertThat(GoBase64.error(text)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "AAA,0", "A,0", "AAAAA,4", "'AA=',3", "A=,1", "=,0", "A===,1", "====,0", "AAA==,4", "AA===,4",
			"AAA=A,4", "AAAA====,4", "AA==A,4", "AA=A,2", "'AAAA-_',4", "é,0", "AAAé,3", "AAé=,2",
			"'data:image/png;base64,AAAA',4" })
	void namesTheByteWhereGoStops(String text, int position) {
		assertThat(GoBase64.error(text)).isEqualTo("illegal base64 data at input byte " + position);
	}

	@ParameterizedTest
	@CsvSource({ "A|,1", "AAAA||A,6", "A|A=,4", "AA=|,4", "AA=|A,3", "AA==|x,5", "AA=|=|=,6", "AAA=|=,5" })
	void lineEndsCount(String text, int position) {
		assertThat(GoBase64.error(text.replace('|', '\n'))).isEqualTo("illegal base64 data at input byte " + position);
	}

}
