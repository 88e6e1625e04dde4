package io.github.ollamagenerate.client.ndjson;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SplitCharacter}: no text ends with half a character unless it is the
 * last.
 */
class SplitCharacterTests {

	private final SplitCharacter character = new SplitCharacter();

	@Test
	void halvesAreJoined() {
		assertThat(this.character.join("a\ud83d", false)).isEqualTo("a");
		assertThat(this.character.join("\ude00b", false)).isEqualTo("\ud83d\ude00b");
		assertThat(this.character.isPending()).isFalse();
	}

	@Test
	void halfWaitsOverTextsThatAreEmpty() {
		assertThat(this.character.join("\ud83d", false)).isEmpty();
		assertThat(this.character.join("", false)).isEmpty();
		assertThat(this.character.join("\ude00", false)).isEqualTo("\ud83d\ude00");
	}

	@Test
	void halfIsKeptIfTheOtherDoesNotCome() {
		assertThat(this.character.join("\ud83d", false)).isEmpty();
		assertThat(this.character.join("\ud83dx", false)).isEqualTo("\ud83d\ud83dx");
		assertThat(this.character.join("\ud83d", false)).isEmpty();
		assertThat(this.character.join("", true)).isEqualTo("\ud83d");
		assertThat(this.character.isPending()).isFalse();
	}

	@Test
	void textWithoutHalvesIsTheSame() {
		String text = "a\ud83d\ude00";
		assertThat(this.character.join(text, false)).isSameAs(text);
	}

}
