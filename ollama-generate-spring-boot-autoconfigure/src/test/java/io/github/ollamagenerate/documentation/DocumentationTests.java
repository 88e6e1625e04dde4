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
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the pages agree with each other and with the code, and that what would not
 * is found.
 */
class DocumentationTests {

	@Test
	void linksLeadSomewhere() {
		assertThat(Page.all()).flatExtracting(Links::problems).isEmpty();
	}

	@Test
	void eachPageIsLinked() {
		assertThat(Page.all().stream().map(Page::path).filter((path) -> path.startsWith("docs")))
			.isSubsetOf(Page.all().stream().flatMap(Links::targets).toList());
	}

	@Test
	void namesExist() {
		assertThat(Page.all()).flatExtracting(Names::problems).isEmpty();
	}

	@Test
	void javaCompilesAndItsTestsPass(@TempDir Path output) throws IOException {
		List<CodeBlock> blocks = Page.all()
			.stream()
			// its code is compiled where it is tested
			.filter((page) -> !page.path().equals(CookbookTests.PAGE))
			.flatMap(Page::codeBlocks)
			.filter((block) -> block.language().equals("java"))
			.map(TestSnippets::inApplication)
			.toList();
		assertThat(blocks).hasSizeGreaterThan(10);
		assertThat(JavaSnippets.problems(blocks.stream(), output)).isEmpty();
		assertThat(TestSnippets.problems(blocks, output)).isEmpty();
	}

	@Test
	void otherBlocksParse() {
		assertThat(Page.all()).flatExtracting(DataBlocks::problems).isEmpty();
	}

	@Test
	void readmeIsShort() {
		assertThat(Repository.read(Path.of("README.md")).lines()).hasSizeLessThanOrEqualTo(220);
	}

	@Test
	void brokenLinksAreFound() {
		Page page = Page.of("docs/a.md", """
				# A page
				[good](errors.md), [good](../README.md#installation), [good](#a-page), <https://ollama.com>
				[no file](nowhere.md) and [no
				heading](#nowhere), [no heading there](errors.md#nowhere), [outside](../../a.md)
				`[code](nowhere.md)`, [no URL](https:///)
				""");
		assertThat(Links.problems(page)).containsExactly("docs/a.md:3: 'nowhere.md' does not exist",
				"docs/a.md:4: 'docs/a.md' has no heading for '#nowhere'",
				"docs/a.md:4: 'docs/errors.md' has no heading for '#nowhere'",
				"docs/a.md:4: '../../a.md' does not exist", "docs/a.md:5: 'https:///' is not a valid URL");
	}

	@Test
	void namesThatDoNotExistAreFound() {
		Page page = Page.of("docs/a.md", """
				`ollama.base-url`, `ollama.prompt(..)`, `management.metrics.distribution.*`, `gen_ai.request.model`,
				`ollama.bse-url`, `ollama.client.generate.operation`, `ollama.client.generate.operations`
				`GenerateOperations`, `GenerateOperation`, `GenerateTimeoutException`, `TimedOutException`
				`ollama_client_generate_eval_tokens_sum`, `ollama_client_generate_tokens_sum`,
				`io.github.ollamagenerate.GenerateOperations`, `io.github.ollamagenerate.nowhere`,
				`io.github.ollamagenerate:ollama-generate-spring-boot-starter:0.0.1`, `ollama.test.nothing`
				```yaml
				ollama:
				  generate:
				    modle: qwen3:1.7b
				```
				""");
		assertThat(Names.problems(page)).containsExactlyInAnyOrder("docs/a.md:2: 'ollama.bse-url' does not exist",
				"docs/a.md:2: 'ollama.client.generate.operations' does not exist",
				"docs/a.md:3: 'GenerateOperation' does not exist", "docs/a.md:3: 'TimedOutException' does not exist",
				"docs/a.md:4: 'ollama_client_generate_tokens_sum' does not exist",
				"docs/a.md:5: 'io.github.ollamagenerate.nowhere' does not exist",
				"docs/a.md:6: 'ollama-generate-spring-boot-starter' is not built in this version",
				"docs/a.md:6: 'ollama.test.nothing' does not exist",
				"docs/a.md:10: 'ollama.generate.modle' does not exist");
	}

	@Test
	void javaThatDoesNotCompileIsFound(@TempDir Path output) {
		Page page = Page.of("docs/a.md", """
				```java
				String text = ollama.prompt("Why?").call().content();
				```
				```java
				ollama.prompt("Why?")
					.ask();
				```
				```java
				import io.github.ollamagenerate.Nothing;
				```
				```java
				@Bean
				int bean() { return "text"; }
				```
				""");
		assertThat(JavaSnippets.problems(page.codeBlocks(), output)).hasSize(3)
			.anySatisfy((problem) -> assertThat(problem).startsWith("docs/a.md:6: ").contains("ask"))
			.anySatisfy((problem) -> assertThat(problem).startsWith("docs/a.md:9: ").contains("Nothing"))
			.anySatisfy((problem) -> assertThat(problem).startsWith("docs/a.md:13: ").contains("int"));
	}

	@Test
	void testThatFailsIsFound(@TempDir Path output) throws IOException {
		CodeBlock block = TestSnippets.inApplication(Page.of("docs/a.md", """
				```java
				import org.assertj.core.api.Assertions;
				import org.junit.jupiter.api.Test;

				class FailingTests {

					@Test
					void fails() {
						Assertions.fail("because");
					}

				}
				```
				""").codeBlocks().findFirst().orElseThrow());
		assertThat(JavaSnippets.problems(Stream.of(block), output)).isEmpty();
		assertThat(TestSnippets.problems(List.of(block), output)).singleElement()
			.asString()
			.startsWith("docs/a.md:2: ")
			.contains("because");
	}

	@Test
	void blocksThatDoNotParseAreFound() {
		Stream<String> blocks = Stream.of("xml\n<a></b>", "yaml\na: [", "json\n{\"a\":}", "kotlin\nval a = 1",
				"sh\nmvn -pl nowhere verify", "sh\nmvn verify -Pnothing", "\nno language", "yml\na: 1");
		assertThat(blocks).allSatisfy((block) -> {
			Page page = Page.of("docs/a.md", "Text\n```" + block + "\n```\n");
			assertThat(DataBlocks.problems(page)).singleElement().asString().startsWith("docs/a.md:3: ");
		});
	}

}
