package io.github.ollamagenerate.test;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link GoSyntax}. The expected texts were taken from Go 1.26.
 */
class GoSyntaxTests {

	@ParameterizedTest
	@ValueSource(strings = { "{", "{\"", "{\"a", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "[", "[1,", "nul", "-",
			"5.", "5e", "5e+", "{\"a\":\"\\", "{\"a\":\"\\u12" })
	void endsTooEarly(String text) {
		assertRefused(text, "unexpected EOF");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "{a:1} | 'a' looking for beginning of object key string",
					"{'a':1} | '\\'' looking for beginning of object key string",
					"{\"a\":1,} | '}' looking for beginning of object key string",
					"{,} | ',' looking for beginning of object key string", "{\"a\" 1} | '1' after object key",
					"{\"a\":1 \"b\":2} | '\"' after object key:value pair",
					"{\"a\":1] | ']' after object key:value pair", "{\"a\":01} | '1' after object key:value pair",
					"[1 2] | '2' after array element", "[[1],[2}] | '}' after array element",
					"[1,] | ']' looking for beginning of value", "{\"a\":} | '}' looking for beginning of value",
					"{\"a\":.5} | '.' looking for beginning of value",
					"{\"a\":NaN} | 'N' looking for beginning of value", "model=x | 'm' looking for beginning of value",
					"<html> | '<' looking for beginning of value", "tru5 | '5' in literal true (expecting 'e')",
					"[fals] | ']' in literal false (expecting 'e')", "[nuLl] | 'L' in literal null (expecting 'l')",
					"[-x] | 'x' in numeric literal", "[1.x] | 'x' after decimal point in numeric literal",
					"[1ex] | 'x' in exponent of numeric literal", "[1e+x] | 'x' in exponent of numeric literal",
					"[\"\\x\"] | 'x' in string escape code", "[\"\\u12g4\"] | 'g' in \\u hexadecimal character escape",
					"é | 'Ã' looking for beginning of value", "🙂 | 'ð' looking for beginning of value",
					"[\"b\" é] | 'Ã' after array element", "\\ | '\\\\' looking for beginning of value" })
	void findsACharacterItDidNotExpect(String text, String error) {
		assertRefused(text, "invalid character " + error);
	}

	@Test
	void controlCharactersAreEscaped() {
		assertRefused("[\"a\nb\"]", "invalid character '\\n' in string literal");
		assertRefused("\u000b", "invalid character '\\v' looking for beginning of value");
		assertRefused("[\u0000]", "invalid character '\\x00' looking for beginning of value");
		assertRefused("\ufeff{}", "invalid character 'ï' looking for beginning of value");
	}

	@Test
	void depthIsLimited() {
		GoSyntax.check("[".repeat(10_000) + "]".repeat(10_000));
		assertRefused("[".repeat(10_001), "invalid character '[' exceeded max depth");
	}

	@ParameterizedTest
	@ValueSource(strings = { "5", "5x", "-0.5E-3", "truefalse", "\"\\u00e9\\n\"b", "{}x", "[]]",
			"{\"a\":[{},[],{\"b\":[1,2e5,null]}],\"c\":{\"d\":{}}} x" })
	void nothingIsWrong(String text) {
		assertThatNoException().isThrownBy(() -> GoSyntax.check(text));
	}

	private static void assertRefused(String text, String error) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> GoSyntax.check(text)).withMessage(error);
	}

}
