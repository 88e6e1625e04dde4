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
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ByteArrayResource;

/**
 * Checks code blocks that are not Java: each has a language, and the parser of that
 * language takes it.
 */
final class DataBlocks {

	private static final Set<String> NOT_PARSED = Set.of("groovy", "java", "javascript", "mustache", "python", "text",
			"mermaid");

	private static final Pattern MODULE = Pattern.compile("-pl (\\S+)");

	private static final Pattern PROFILE = Pattern.compile("mvn.* -P(\\S+)");

	private DataBlocks() {
	}

	/**
	 * Return what is wrong with the blocks of a page.
	 */
	static List<String> problems(Page page) {
		return page.codeBlocks()
			.flatMap((block) -> problem(block).map((problem) -> block.place(1) + ": " + problem).stream())
			.toList();
	}

	/**
	 * Return the names of the properties that a block sets.
	 * @throws IOException if the block cannot be parsed
	 */
	static Set<String> properties(CodeBlock block) throws IOException {
		Set<String> names = new TreeSet<>();
		if (block.language().equals("properties")) {
			Properties properties = new Properties();
			properties.load(new StringReader(block.code()));
			names.addAll(properties.stringPropertyNames());
		}
		if (block.language().equals("yaml")) {
			new YamlPropertySourceLoader().load("snippet", new ByteArrayResource(block.code().getBytes()))
				.forEach((source) -> names.addAll(List.of(((EnumerablePropertySource<?>) source).getPropertyNames())));
		}
		return names;
	}

	private static Optional<String> problem(CodeBlock block) {
		try {
			return switch (block.language()) {
				case "json" -> parsed(new JsonMapper().readTree(block.code()));
				case "kotlin" -> kotlin(block.code());
				case "properties", "yaml" -> parsed(properties(block));
				case "sh" -> commands(block.code());
				case "xml" -> xml(block.code());
				default -> NOT_PARSED.contains(block.language()) ? Optional.empty() : Optional
					.of("a code block needs one of the languages that are checked, not '" + block.language() + "'");
			};
		}
		catch (IOException | SAXException | ParserConfigurationException | RuntimeException ex) {
			return Optional.of("is not valid " + block.language() + ": " + ex.getMessage());
		}
	}

	private static Optional<String> parsed(Object value) {
		return Optional.empty();
	}

	private static Optional<String> xml(String code) throws IOException, SAXException, ParserConfigurationException {
		DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new InputSource(new StringReader("<snippet>" + code + "</snippet>")));
		return Optional.empty();
	}

	// the compiler of Kotlin runs over the tests: each line has to be in one of them
	private static Optional<String> kotlin(String code) {
		Set<String> compiled = Repository.files(".kt")
			.filter((path) -> path.toString().contains("src/test/kotlin"))
			.flatMap((path) -> Repository.read(path).lines())
			.map(String::strip)
			.collect(Collectors.toSet());
		return code.lines()
			.map(String::strip)
			.filter((line) -> !compiled.contains(line))
			.findFirst()
			.map((line) -> "no test in src/test/kotlin has the line: " + line);
	}

	private static Optional<String> commands(String code) {
		Stream<String> modules = groups(MODULE, code).filter((module) -> !Repository.exists(pom(module)))
			.map((module) -> "there is no module '" + module + "'");
		Stream<String> profiles = groups(PROFILE, code).flatMap((names) -> Stream.of(names.split(",")))
			.filter((profile) -> Repository.files("pom.xml")
				.noneMatch((pom) -> Repository.read(pom).contains("<id>" + profile + "</id>")))
			.map((profile) -> "there is no profile '" + profile + "'");
		return Stream.concat(modules, profiles).findFirst();
	}

	private static Path pom(String module) {
		return Path.of(module, "pom.xml");
	}

	private static Stream<String> groups(Pattern pattern, String text) {
		return pattern.matcher(text).results().map((MatchResult match) -> match.group(1));
	}

}
