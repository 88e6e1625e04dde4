package io.github.ollamagenerate.test.internal.go;

import java.time.Duration;

import io.github.ollamagenerate.test.TestHttp;
import io.github.ollamagenerate.test.internal.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GoDuration}.
 */
class GoDurationTests {

	@ParameterizedTest
	@CsvSource({ "0,PT0S", "10m,PT10M", "1h30m,PT1H30M", "-1s,PT-1S", "+2s,PT2S", "1.5h,PT1H30M", ".5s,PT0.5S",
			"-9223372036854775808ns,PT-2562047H-47M-16.854775808S", "300ms,PT0.3S", "1us,PT0.000001S",
			"1µs,PT0.000001S", "2ns,PT0.000000002S" })
	void readsGoDurations(String text, Duration expected) {
		assertThat(GoDuration.parse(text)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "~~ | time: invalid duration ''", "PT5M | time: invalid duration 'PT5M'",
					"s | time: invalid duration 's'", "- | time: invalid duration '-'",
					"9999999h | time: invalid duration '9999999h'",
					"9223372036854775808ns | time: invalid duration '9223372036854775808ns'",
					"-1 | time: missing unit in duration '-1'", "1m5 | time: missing unit in duration '1m5'",
					"5x | time: unknown unit 'x' in duration '5x'" })
	void refusesOthersInTheWordsOfGo(String text, String error) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> GoDuration.parse(text))
			.withMessage(TestHttp.body(error));
	}

}
