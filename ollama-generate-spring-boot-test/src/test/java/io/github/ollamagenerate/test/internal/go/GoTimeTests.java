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
			"2026-11-25T00:06:58.913640000Z,2026-11-25T00:06:58.91364Z", "2026-11-25T00:06:00Z,2026-11-25T00:06:00Z" })
	void dropsTrailingZeros(Instant instant, String expected) {
		assertThat(GoTime.text(instant)).isEqualTo(expected);
	}

}
