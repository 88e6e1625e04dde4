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

package io.github.ollamagenerate.test.internal.model;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Tokenizer}.
 */
class TokenizerTests {

	@Test
	void splitsIntoWordsAndOtherCharacters() {
		assertThat(Tokenizer.split("It's grün, 🙂\n {\"a\":12}")).containsExactly("It", "'", "s", " grün", ",", " 🙂",
				"\n {", "\"", "a", "\"", ":", "12", "}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a ", " a", "🙂🙂", "a\n\nb" })
	void losesNothing(String text) {
		assertThat(String.join("", Tokenizer.split(text))).isEqualTo(text);
		assertThat(Tokenizer.count(text)).isEqualTo(Tokenizer.split(text).size());
	}

}
