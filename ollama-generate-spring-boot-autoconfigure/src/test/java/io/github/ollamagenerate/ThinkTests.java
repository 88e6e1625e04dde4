package io.github.ollamagenerate;

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
	void blankIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Think.of(" "));
		assertThatIllegalArgumentException().isThrownBy(() -> Think.level(""));
	}

}
