package io.github.ollamagenerate.test.internal.go;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GoQuote}. The expected texts were taken from Go 1.26.
 */
class GoQuoteTests {

	@Test
	void textIsQuotedAsByStrconv() {
		assertThat(GoQuote.text("a\u007f\u0080\u00a0\u200b\ufeff\u2028'\"\\<"))
			.isEqualTo("\"a\\x7f\\u0080\\u00a0\\u200b\\ufeff\\u2028'\\\"\\\\<\"");
		assertThat(GoQuote.text("é🙂\t\n\u0007\u000b\u0001")).isEqualTo("\"é🙂\\t\\n\\a\\v\\x01\"");
	}

	@Test
	void durationIsQuotedByteByByte() {
		assertThat(GoQuote.duration("a\u0080é🙂\t'\"\\\u007f"))
			.isEqualTo("\"a\\xc2\\x80\\xc3\\xa9\\xf0\\x9f\\x99\\x82\\x09'\\\"\\\\\u007f\"");
	}

}
