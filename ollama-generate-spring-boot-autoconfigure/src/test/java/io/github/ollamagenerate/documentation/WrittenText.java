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
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What users read, by where it is written. The pages hold that text alone, with each
 * character at its place.
 */
enum WrittenText {

	/**
	 * Markdown, without code, and without the tables that come from messages and
	 * metadata.
	 */
	MARKDOWN(() -> Page.all().stream().map((page) -> new Page(page.path(), Parts.withoutGeneratedRows(page)))),

	/**
	 * Descriptions of properties: the Javadoc of their fields.
	 */
	METADATA(() -> Parts.of("Properties.java", Parts.FIELD_JAVADOC)),

	/**
	 * Texts of exceptions, log lines, and start-up failures: all string literals.
	 */
	MESSAGES(() -> Parts.of(".java", Parts.LITERAL)),

	/**
	 * Javadoc of the files that declare a public type.
	 */
	JAVADOC(() -> Parts.of(".java", Parts.PUBLIC_JAVADOC));

	private final Supplier<Stream<Page>> pages;

	WrittenText(Supplier<Stream<Page>> pages) {
		this.pages = pages;
	}

	Stream<Page> pages() {
		return this.pages.get();
	}

	private static final class Parts {

		private static final Map<Path, Pattern> GENERATED_ROWS = Map.of(Path.of("docs", "faults.md"),
				Pattern.compile("^\\|.*$", Pattern.MULTILINE), Path.of("docs", "configuration.md"),
				Pattern.compile("^\\| `(?:ollama|management)\\..*$", Pattern.MULTILINE));

		static final Pattern FIELD_JAVADOC = Pattern
			.compile("/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/(?=\\s+(?:@\\w+\\s+)*private )");

		static final Pattern PUBLIC_JAVADOC = Pattern.compile("/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/");

		// several literals that are put together are one text
		static final Pattern LITERAL = Pattern
			.compile("\"\"\"[\\s\\S]*?\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*\"(?:\\s*\\+\\s*\"(?:[^\"\\\\\n]|\\\\.)*\")*");

		private static final Pattern PUBLIC_TYPE = Pattern
			.compile("^public (?:\\w+ )*(?:class|interface|enum|record|@interface) ", Pattern.MULTILINE);

		private static final Pattern BETWEEN = Pattern.compile("^\\s*\\*(?= |$)|\"\\s*\\+\\s*\"", Pattern.MULTILINE);

		private Parts() {
		}

		static Stream<Page> of(String end, Pattern part) {
			return Repository.files(end)
				.filter((path) -> path.toString().matches("(ollama-generate|sample).*src.main.*"))
				.map((path) -> new Page(path, Repository.read(path)))
				.filter((page) -> part != PUBLIC_JAVADOC || PUBLIC_TYPE.matcher(page.text()).find())
				.map((page) -> new Page(page.path(), only(part, page.text())));
		}

		static String withoutGeneratedRows(Page page) {
			Pattern rows = GENERATED_ROWS.get(page.path());
			String text = page.plainText();
			if (rows == null) {
				return text;
			}
			StringBuilder kept = new StringBuilder(text);
			rows.matcher(page.text())
				.results()
				.forEach((row) -> kept.replace(row.start(), row.end(), blank(row.group())));
			return kept.toString();
		}

		private static String only(Pattern part, String text) {
			StringBuilder kept = new StringBuilder(blank(text));
			Function<MatchResult, String> blank = Parts::blank;
			part.matcher(text)
				.results()
				.forEach((match) -> kept.replace(match.start(), match.end(),
						BETWEEN.matcher(match.group()).replaceAll(blank)));
			return kept.toString();
		}

		private static String blank(MatchResult match) {
			return blank(match.group());
		}

		private static String blank(String text) {
			return text.replaceAll("[^\n]", " ");
		}

	}

}
