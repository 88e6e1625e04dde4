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

package io.github.ollamagenerate.client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MarkdownFence}.
 */
class MarkdownFenceTests {

	@ParameterizedTest
	@ValueSource(strings = { "```json\n{}\n```", "```\n{}```", " ```JSON\n{}", "```json {}```\n\n" })
	void fenceOfAWholeTextIsStripped(String text) {
		assertThat(MarkdownFence.strip(text).strip()).isEqualTo("{}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", " {} ", "{\"a\":\"```\"}", "``{}``", "" })
	void textWithoutAFenceStaysAsItIs(String text) {
		assertThat(MarkdownFence.strip(text)).isEqualTo(text);
	}

	@Test
	void fenceWithoutContentIsEmpty() {
		assertThat(MarkdownFence.strip("```json```")).isEmpty();
		assertThat(MarkdownFence.strip("```")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "'```json\n[1]'", "' \n```\n[1]'", "'[1]'", "' [1]'" })
	void openingIsFoundWhereverItIsCut(String text) {
		for (int cut = 0; cut <= text.length(); cut++) {
			MarkdownFence fence = new MarkdownFence();
			String json = fence.afterOpening(text.substring(0, cut)) + fence.afterOpening(text.substring(cut));
			assertThat(json).as("cut at %d", cut).isEqualTo("[1]");
		}
	}

	@Test
	void whatFollowsTheOpeningIsNotSearchedAgain() {
		MarkdownFence fence = new MarkdownFence();
		assertThat(fence.afterOpening("[")).isEqualTo("[");
		assertThat(fence.afterOpening(" ```")).isEqualTo(" ```");
	}

	@Test
	void closingMayComeInPieces() {
		MarkdownFence fence = new MarkdownFence();
		assertThat(fence.isClosing("\n`")).isTrue();
		assertThat(fence.isClosing("``\n")).isTrue();
		assertThat(fence.isClosing("`")).isFalse();
		assertThat(new MarkdownFence().isClosing("]")).isFalse();
	}

	@Test
	void closingHasNoWhiteSpaceWithin() {
		MarkdownFence fence = new MarkdownFence();
		assertThat(fence.isClosing("\n`")).isTrue();
		assertThat(fence.isClosing("\n")).isTrue();
		assertThat(fence.isClosing("\n")).isTrue();
		assertThat(fence.isClosing("`")).isFalse();
	}

}
