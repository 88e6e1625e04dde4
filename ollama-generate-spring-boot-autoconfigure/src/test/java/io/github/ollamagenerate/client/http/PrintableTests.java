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

package io.github.ollamagenerate.client.http;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Printable}.
 */
class PrintableTests {

	@Test
	void printableTextStaysAsItIs() {
		assertThat(Printable.of("gemma3:4b \u00e9\ud83d\ude00", 50)).isEqualTo("gemma3:4b \u00e9\ud83d\ude00");
	}

	@Test
	void everythingElseIsEscaped() {
		assertThat(Printable.of("a\n\r\t\u0000\u202e\u2028\u2029\ud83d", 50))
			.isEqualTo("a\\n\\r\\t\\u0000\\u202e\\u2028\\u2029\\ud83d");
	}

	@Test
	void longTextIsCut() {
		assertThat(Printable.of("abc", 3)).isEqualTo("abc");
		assertThat(Printable.of("abcd", 3)).isEqualTo("abc...");
		assertThat(Printable.name("a".repeat(201))).hasSize(203);
	}

}
