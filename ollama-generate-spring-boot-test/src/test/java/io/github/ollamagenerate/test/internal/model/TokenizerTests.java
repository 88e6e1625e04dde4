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
