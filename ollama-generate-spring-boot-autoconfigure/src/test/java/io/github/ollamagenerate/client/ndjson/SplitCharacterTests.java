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
