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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown page.
 *
 * @param path the path relative to the root of the repository
 * @param text the Markdown
 */
record Page(Path path, String text) {

	private static final Pattern CODE_BLOCK = Pattern.compile("^```(.*)\n((?s).*?)^```$", Pattern.MULTILINE);

	private static final Pattern CODE_SPAN = Pattern.compile("`([^`\n]+(?:\n[^`\n]+)?)`");

	private static final Pattern HEADING = Pattern.compile("^#{1,6} (.*)$", Pattern.MULTILINE);

	static Page of(String path, String text) {
		return new Page(Path.of(path), text);
	}

	/**
	 * The pages of the repository.
	 */
	static List<Page> all() {
		return Repository.files(".md").map((path) -> new Page(path, Repository.read(path))).toList();
	}

	Stream<CodeBlock> codeBlocks() {
		return CODE_BLOCK.matcher(this.text)
			.results()
			.map((block) -> new CodeBlock(this, block.start(2), block.group(1), block.group(2)));
	}

	/**
	 * Code within the text, between backticks.
	 */
	Stream<MatchResult> codeSpans() {
		return CODE_SPAN.matcher(prose()).results();
	}

	/**
	 * The text without code blocks. Each character keeps its offset.
	 */
	String prose() {
		return blank(this.text, CODE_BLOCK, " ");
	}

	/**
	 * The text with a placeholder for code. Each character keeps its offset.
	 */
	String plainText() {
		return blank(prose(), CODE_SPAN, "`");
	}

	/**
	 * Anchors of the headings, as GitHub makes them.
	 */
	Set<String> anchors() {
		Set<String> anchors = new LinkedHashSet<>();
		HEADING.matcher(prose()).results().forEach((heading) -> {
			String anchor = heading.group(1)
				.strip()
				.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-');
			String unique = anchor;
			for (int i = 1; !anchors.add(unique); i++) {
				unique = anchor + "-" + i;
			}
		});
		return anchors;
	}

	/**
	 * Path and line number of an offset.
	 */
	String place(int offset) {
		return this.path + ":" + (1 + this.text.substring(0, offset).chars().filter((c) -> c == '\n').count());
	}

	private static String blank(String text, Pattern pattern, String placeholder) {
		return pattern.matcher(text)
			.replaceAll((match) -> Matcher.quoteReplacement(match.group().replaceAll("[^\n]", placeholder)));
	}

}
