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
