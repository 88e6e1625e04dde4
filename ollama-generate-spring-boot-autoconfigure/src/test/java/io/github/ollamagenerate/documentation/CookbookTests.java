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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests that the recipes on {@code docs/cookbook.md} are the code that tests run, and
 * copies them with {@code -Dollama.test.cookbook.write=true}.
 */
class CookbookTests {

	static final Path PAGE = Path.of("docs", "cookbook.md");

	private static final int MAX_LINES = 25;

	private static final Pattern BLOCK = Pattern.compile("^<!-- (\\S+) -->\n```(\\w+)\n((?s:.*?))^```$",
			Pattern.MULTILINE);

	private static final Pattern TEST = Pattern.compile("\\]\\(\\.\\./\\S+(IT\\.java|Tests\\.kt)\\)");

	private final Map<String, String> excerpts = Excerpt.all().collect(Collectors.toMap(Excerpt::name, Excerpt::code));

	@Test
	void recipesAreTheTestedCode() throws IOException {
		if (Boolean.getBoolean("ollama.test.cookbook.write")) {
			Files.writeString(Repository.ROOT.resolve(PAGE), withExcerpts(Repository.read(PAGE), this.excerpts));
		}
		assertThat(differing(Repository.read(PAGE), this.excerpts)).isEmpty();
	}

	@Test
	void eachBlockIsTestedAndEachExcerptIsShown() {
		List<String> shown = BLOCK.matcher(Repository.read(PAGE)).results().map((block) -> block.group(1)).toList();
		assertThat(shown).containsExactlyInAnyOrderElementsOf(this.excerpts.keySet());
		assertThat(new Page(PAGE, Repository.read(PAGE)).codeBlocks()).hasSameSizeAs(shown);
	}

	@Test
	void recipesAreShort() {
		assertThat(Excerpt.all()).allSatisfy(
				(excerpt) -> assertThat(excerpt.code().lines()).as(excerpt.name()).hasSizeLessThanOrEqualTo(MAX_LINES));
	}

	@Test
	void eachRecipeNamesItsTest() {
		assertThat(Stream.of(Repository.read(PAGE).split("(?m)^## ")).skip(1))
			.allSatisfy((recipe) -> assertThat(recipe).containsPattern(TEST));
	}

	@Test
	void codeThatDiffersIsFound() {
		String page = "Text\n<!-- A.java#part -->\n```java\nold\n```\n";
		List<Excerpt> parts = Excerpt.of(Path.of("A.java"), """
				class A {

					// tag::part[]
					int a() {
						return 1;
					}
					// end::part[]

				}
				""").toList();
		assertThat(parts).containsExactly(new Excerpt("A.java#part", "int a() {\n\treturn 1;\n}\n"));
		Map<String, String> excerpts = Map.of("A.java#part", parts.get(0).code());
		assertThat(differing(page, excerpts)).containsExactly("A.java#part");
		assertThat(withExcerpts(page, excerpts)).isEqualTo(page.replace("old\n", parts.get(0).code()));
		assertThat(differing(withExcerpts(page, excerpts), excerpts)).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> withExcerpts(page, Map.of()))
			.withMessage("There is no 'A.java#part'");
	}

	private static List<String> differing(String page, Map<String, String> excerpts) {
		return BLOCK.matcher(page)
			.results()
			.filter((block) -> !block.group(3).equals(excerpts.get(block.group(1))))
			.map((block) -> block.group(1))
			.toList();
	}

	private static String withExcerpts(String page, Map<String, String> excerpts) {
		return BLOCK.matcher(page).replaceAll((block) -> {
			String code = excerpts.get(block.group(1));
			if (code == null) {
				throw new IllegalArgumentException("There is no '" + block.group(1) + "'");
			}
			return Matcher
				.quoteReplacement("<!-- " + block.group(1) + " -->\n```" + block.group(2) + "\n" + code + "```");
		});
	}

}
