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

package io.github.ollamagenerate.documentation;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what users read is free of the phrases that {@code docs/writing.md} rejects.
 */
class WritingTests {

	private static final Set<WrittenText> CHECKED = EnumSet.of(WrittenText.MARKDOWN, WrittenText.METADATA,
			WrittenText.JAVADOC);

	private static final WritingRules RULES = WritingRules.of(Repository.read(WritingRules.PAGE));

	static Set<WrittenText> checked() {
		return CHECKED;
	}

	@ParameterizedTest
	@MethodSource("checked")
	void textIsFreeOfRejectedPhrases(WrittenText text) {
		assertThat(text.pages().map(RULES::problems).flatMap(List::stream)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("checked")
	void textIsFound(WrittenText text) {
		assertThat(text.pages().filter((page) -> !page.text().isBlank())).hasSizeGreaterThan(5);
	}

	@Test
	void phraseOfTheTableIsFoundWithItsLine() {
		WritingRules rules = WritingRules.of("""
				| Write | Do not write |
				|---|---|
				| again | `anew` |
				| immediately | `fails at once`, `at once` |
				""");
		Page page = Page.of("docs/a.md", "It loads\nthe model Anew.\nIt fails at\nonce. A canew is no word.");
		assertThat(rules.problems(page)).containsExactly("docs/a.md:2: 'Anew', see docs/writing.md",
				"docs/a.md:3: 'fails at once', see docs/writing.md");
	}

	@Test
	void rulesOfTheRepositoryFindThePhrasesThatStartedThem() {
		assertThat(
				Stream.of("sent in place of it", "kept for ever", "cut without a word", "loaded anew", "it is no JSON"))
			.allSatisfy((text) -> assertThat(RULES.problems(Page.of("a.md", text))).isNotEmpty());
	}

}
