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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that what a page names exists: properties, meters, types, packages, artifacts.
 */
final class Names {

	// not a method call such as ollama.prompt(..), and not the host ollama.com
	private static final Pattern DOTTED = Pattern
		.compile("(?<![\\w./-])(?!ollama\\.com)(?:ollama|spring|management)\\.[a-z](?:[\\w.-]|\\[\\d+])*+(?!\\()");

	private static final Pattern SNAKE = Pattern.compile("ollama_client_\\w+");

	private static final Pattern TYPE = Pattern
		.compile("(?<![\\w./-])(?:[A-Z][a-z0-9]+){2,}[A-Z]*+(?![\\w./-]*/)|\\b[A-Z]\\w+Exception\\b");

	private static final Pattern OURS = Pattern.compile("io\\.github\\.ollamagenerate((?:\\.\\w+)*)(?![\\w:])");

	private static final Pattern ARTIFACT = Pattern.compile("io\\.github\\.ollamagenerate"
			+ "(?:</groupId>\\s*<artifactId>|:)(ollama[\\w-]+)(?:(?:</artifactId>\\s*<version>|:)([\\w.-]+))?");

	private static final Pattern DECLARED = Pattern.compile(
			"\\b(?:class|interface|enum|record|object) (\\w+)|^import .*\\.(\\w+);?$|\"([A-Z]\\w+)\\\\?\"",
			Pattern.MULTILINE);

	private static final Pattern LITERAL = Pattern.compile("\"((?:ollama|gen_ai)\\.[\\w.-]+)\"");

	private static final Pattern TABLE_ROW = Pattern.compile("^\\| `([^`]+)`", Pattern.MULTILINE);

	private static final Set<String> TYPES = Repository.sources(true)
		.flatMap((source) -> DECLARED.matcher(source).results())
		.flatMap((match) -> Stream.of(match.group(1), match.group(2), match.group(3)))
		.filter(Objects::nonNull)
		.collect(Collectors.toSet());

	// ObservabilityDocumentTests and the tests of the gauges hold it to the code
	private static final Set<String> OBSERVED = TABLE_ROW.matcher(Repository.read(Path.of("docs", "observability.md")))
		.results()
		.map((row) -> row.group(1))
		.collect(Collectors.toSet());

	private static final Set<String> LITERALS = Repository.sources(true)
		.flatMap((source) -> LITERAL.matcher(source).results())
		.map((match) -> match.group(1))
		.collect(Collectors.toSet());

	private Names() {
	}

	/**
	 * Return the names on a page that do not exist.
	 */
	static List<String> problems(Page page) {
		List<String> problems = new ArrayList<>();
		page.codeSpans().forEach((span) -> {
			check(page, span.start(1), find(DOTTED, span.group(1)), Names::isDotted, problems);
			check(page, span.start(1), find(TYPE, span.group(1)), Names::isType, problems);
		});
		page.codeBlocks().forEach((block) -> {
			Stream<String> names = properties(block).stream().filter((name) -> DOTTED.matcher(name).lookingAt());
			check(page, block.offset(), names, Names::isDotted, problems);
		});
		check(page, 0, find(SNAKE, page.text()), Names::isSnake, problems);
		check(page, 0, find(OURS, page.text()), Names::isPackageOrType, problems);
		ARTIFACT.matcher(page.text())
			.results()
			.filter((artifact) -> !isArtifact(artifact))
			.forEach((artifact) -> problems
				.add(page.place(artifact.start()) + ": '" + artifact.group(1) + "' is not built in this version"));
		return problems;
	}

	private static void check(Page page, int offset, Stream<String> names, Predicate<String> exists,
			List<String> problems) {
		names.filter(exists.negate()).forEach((name) -> {
			int index = page.text().indexOf(name, offset);
			// in YAML, its parts are on lines of their own
			int last = page.text().indexOf(name.substring(name.lastIndexOf('.') + 1), offset);
			problems.add(page.place((index != -1) ? index : last) + ": '" + name + "' does not exist");
		});
	}

	private static Stream<String> find(Pattern pattern, String text) {
		return pattern.matcher(text).results().map(MatchResult::group);
	}

	private static Set<String> properties(CodeBlock block) {
		try {
			return DataBlocks.properties(block);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isDotted(String name) {
		String stripped = name.replaceAll("[.-]+$", "");
		return OBSERVED.contains(stripped) || ConfigurationMetadata.isKnown(stripped)
				|| (stripped.matches("ollama\\.(client|it|recordings|test)\\..*") && LITERALS.contains(stripped));
	}

	private static boolean isSnake(String name) {
		return Stream.concat(OBSERVED.stream(), LITERALS.stream())
			.anyMatch((meter) -> name.matches(meter.replace('.', '_')
					+ "(_(seconds|tokens|bytes|active|duration))*(_(total|sum|count|max|bucket))?"));
	}

	private static boolean isType(String name) {
		return TYPES.contains(name);
	}

	private static boolean isPackageOrType(String name) {
		String path = name.replace('.', '/');
		return Repository.files("").anyMatch((file) -> file.toString().contains("/" + path + "/"))
				|| Repository.files("/" + path + ".java").findAny().isPresent();
	}

	private static boolean isArtifact(MatchResult artifact) {
		return Repository.exists(Path.of(artifact.group(1)))
				&& (artifact.group(2) == null || artifact.group(2).equals(version()));
	}

	private static String version() {
		return Pattern.compile("<revision>([^<]+)</revision>")
			.matcher(Repository.read(Path.of("pom.xml")))
			.results()
			.map((match) -> match.group(1))
			.findFirst()
			.orElseThrow();
	}

}
