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
	@ValueSource(strings = { "", "\n", "AAAA", "AA==", "AAA=", "AB==", "AA\nAA", "AA=\n=", "AA==\r\n", "+/09azAZ" })
	void accepts(String text) {
		assertThat(GoBase64.error(text)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "AAA,0", "A,0", "AA=,3", "A===,1", "====,0", "AAA=A,4", "AA==A,4", "AA=A,2", "AAAAA,4", "AAAA-_,4",
			"AAAA====,4", "é,0", "AAAé,3", "'data:image/png;base64,AAAA',4", "'A\nA=',4", "'AA=\n',4", "'AA==\r\nx',6",
			"'AAAA\nBBBB\nC',10" })
	void namesTheByteThatIsWrong(String text, int position) {
		assertThat(GoBase64.error(text)).isEqualTo("illegal base64 data at input byte " + position);
	}

}
