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

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The phrases that {@code docs/writing.md} rejects.
 */
final class WritingRules {

	static final Path PAGE = Path.of("docs", "writing.md");

	private static final Pattern TABLE = Pattern.compile("\\| Write \\| Do not write \\|\n(?:\\|.*\n)+");

	private static final Pattern LAST_COLUMN = Pattern.compile("\\|([^|\n]*)\\|$", Pattern.MULTILINE);

	private static final Pattern CODE_SPAN = Pattern.compile("`([^`]+)`");

	private final Pattern phrases;

	private WritingRules(Stream<String> phrases) {
		this.phrases = Pattern.compile(
				phrases.map(WritingRules::regex).collect(Collectors.joining("|", "(?<!\\w)(?:", ")(?!\\w)")),
				Pattern.CASE_INSENSITIVE);
	}

	/**
	 * Read the rules from the tables of a page.
	 */
	static WritingRules of(String page) {
		return new WritingRules(TABLE.matcher(page)
			.results()
			.flatMap((table) -> LAST_COLUMN.matcher(table.group()).results())
			.flatMap((column) -> CODE_SPAN.matcher(column.group(1)).results())
			.map((phrase) -> phrase.group(1)));
	}

	/**
	 * Return each rejected phrase of a text, with its place.
	 */
	List<String> problems(Page page) {
		return this.phrases.matcher(page.text())
			.results()
			.map((hit) -> page.place(hit.start()) + ": '" + oneLine(hit) + "', see " + PAGE)
			.toList();
	}

	private static String oneLine(MatchResult hit) {
		return hit.group().replaceAll("\\s+", " ");
	}

	// a phrase may go on in the next line
	private static String regex(String phrase) {
		return Arrays.stream(phrase.split(" ")).map(Pattern::quote).collect(Collectors.joining("\\s+"));
	}

}
