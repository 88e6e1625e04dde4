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

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.ollamagenerate.BaseUrl;
import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateOperations.PromptSpec;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.server.OllamaServerClient;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.Test;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that tables and lists that repeat code agree with it.
 */
class TablesTests {

	private static final Path ERRORS = Path.of("docs", "errors.md");

	private static final Path REQUESTS = Path.of("docs", "requests.md");

	private static final Path TESTING = Path.of("docs", "testing.md");

	private static final Pattern CODE = Pattern.compile("`(\\w+)(?:\\(.*?\\))?`");

	@Test
	void treeOfExceptionsIsThatOfTheirClasses() {
		Map<Integer, String> parents = new TreeMap<>();
		Map<String, String> superclasses = new TreeMap<>();
		Pattern.compile("^( *)(\\w+Exception)$", Pattern.MULTILINE)
			.matcher(Repository.read(ERRORS))
			.results()
			.forEach((line) -> {
				int depth = line.group(1).length();
				parents.put(depth, line.group(2));
				superclasses.put(line.group(2), (depth > 0) ? parents.get(depth - 2) : "RuntimeException");
			});
		assertThat(superclasses).isEqualTo(exceptions()
			.collect(Collectors.toMap(Class::getSimpleName, (type) -> type.getSuperclass().getSimpleName())));
	}

	@Test
	void messageIsTheRealOne() {
		MockOllamaServer stopped = MockOllamaServer.start();
		stopped.close();
		GenerateOperations ollama = GenerateTemplate.builder(WebClient.builder())
			.baseUrl("http://localhost:" + stopped.port())
			.retry(1, Duration.ZERO, Duration.ZERO)
			.build();
		String documented = Repository.read(ERRORS).split("```text\n")[1].split("\n```")[0];
		assertThatExceptionOfType(GenerateException.class)
			.isThrownBy(() -> ollama.prompt("Why is the sky blue?").model("qwen3:1.7b").call().content())
			.withMessage(documented.replace('\n', ' ').replace("11434", String.valueOf(stopped.port())));
	}

	@Test
	void tableOfExceptionsHasEachOfThem() {
		Set<String> names = exceptions().map(Class::getSimpleName).collect(Collectors.toSet());
		names.remove("GenerateException");
		assertThat(firstColumn(ERRORS, "Exception")).isEqualTo(names);
	}

	@Test
	void tablesOfMethodsHaveEachOfARequestAndOfTheServerClient() {
		Set<String> methods = methods(PromptSpec.class);
		methods.addAll(methods(OllamaServerClient.class));
		methods.removeAll(Set.of("request", "call", "mono", "stream"));
		assertThat(firstColumn(REQUESTS, "Method")).isEqualTo(methods);
	}

	@Test
	void tablesOfTheMockServerHaveEachMethod() {
		assertThat(firstColumn(TESTING, "Method of `MockAnswer`")).isEqualTo(methods(MockAnswer.class));
		Set<String> settings = methods(MockOllamaServer.Builder.class);
		settings.remove("start");
		assertThat(firstColumn(TESTING, "Method of the builder")).isEqualTo(settings);
	}

	@Test
	void addressesAreReadAsDocumented() {
		assertThat(rows(Path.of("docs", "configuration.md"), "Address")).hasSizeGreaterThan(5).allSatisfy((row) -> {
			String[] cells = row.split("`");
			assertThat(BaseUrl.parse(cells[1]).uri()).hasToString(cells[3]);
		});
	}

	@Test
	void comparisonHasTheFiguresOfTheBenchmarks() {
		String results = Repository.read(Path.of("benchmarks", "PEERS.md"));
		String fast = results.substring(results.indexOf("### FAST:"), results.indexOf("### FAST_20000:"));
		assertThat(rows(Path.of("README.md"), "client")).hasSizeGreaterThan(3).allSatisfy((row) -> {
			String[] cells = row.split(" \\| ");
			assertThat(fast).containsPattern("(?m)^" + Pattern.quote(cells[0]) + " \\| \\S+ \\| " + cells[1] + " \\| "
					+ cells[2].replace(" |", "") + " \\|");
		});
	}

	@Test
	void contributingExplainsEachTestProperty() {
		Pattern property = Pattern.compile("ollama\\.(?:it|test)\\.[\\w.-]*\\w");
		Set<String> used = Repository.sources(true)
			.flatMap((source) -> Pattern.compile("\"" + property + "\"").matcher(source).results())
			.map((match) -> match.group().replace("\"", ""))
			.collect(Collectors.toSet());
		Set<String> explained = property.matcher(Repository.read(Path.of("CONTRIBUTING.md")))
			.results()
			.map(MatchResult::group)
			.collect(Collectors.toSet());
		assertThat(explained).isEqualTo(used);
	}

	private static Stream<? extends Class<?>> exceptions() {
		return Repository.files("Exception.java")
			.filter((path) -> path.toString().contains("src/main/"))
			.map((path) -> "io.github.ollamagenerate." + path.getFileName().toString().replace(".java", ""))
			.flatMap((name) -> {
				try {
					return Stream.of(Class.forName(name));
				}
				catch (ClassNotFoundException ex) {
					// of another package
					return Stream.empty();
				}
			})
			.filter(GenerateException.class::isAssignableFrom);
	}

	private static Set<String> methods(Class<?> type) {
		return Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
			.map(Method::getName)
			.filter((name) -> !name.equals("toString"))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> firstColumn(Path page, String heading) {
		return rows(page, heading).stream()
			.flatMap((row) -> CODE.matcher(row.split(" \\| ")[0]).results())
			.map((name) -> name.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	// of all tables whose first column has that heading
	private static List<String> rows(Path page, String heading) {
		return Stream.of(Repository.read(page).split("\n\n"))
			.filter((table) -> table.startsWith("| " + heading + " |"))
			.flatMap((table) -> table.lines().skip(2))
			.toList();
	}

}
