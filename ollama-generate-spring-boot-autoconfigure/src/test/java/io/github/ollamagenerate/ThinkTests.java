package io.github.ollamagenerate;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Think}.
 */
class ThinkTests {

	@Test
	void textIsAFlagOrALevel() {
		assertThat(Think.of("true")).isEqualTo(Think.on());
		assertThat(Think.of(" FALSE ")).isEqualTo(Think.off());
		assertThat(Think.of("max")).isEqualTo(Think.level("max"));
		assertThat(Think.on().value()).isEqualTo(true);
		assertThat(Think.off().value()).isEqualTo(false);
		assertThat(Think.level("low").value()).isEqualTo("low");
	}

	@Test
	void switchesOfOtherFormatsAreUnderstood() {
		assertThat(Stream.of("no", "Off", " false").map(Think::of)).containsOnly(Think.off());
		assertThat(Stream.of("yes", "ON", "true ").map(Think::of)).containsOnly(Think.on());
	}

	@Test
	void blankIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Think.of(" "));
		assertThatIllegalArgumentException().isThrownBy(() -> Think.level(""));
	}

}
