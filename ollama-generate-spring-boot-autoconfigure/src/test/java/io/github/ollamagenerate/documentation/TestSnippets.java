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
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.OllamaRecordings;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

import org.springframework.util.ClassUtils;

/**
 * Runs the tests among Java snippets, in an application that has a model. Those that need
 * Docker are left out.
 */
final class TestSnippets {

	private static final Pattern TEST_CLASS = Pattern.compile("^class (\\w+Tests) ", Pattern.MULTILINE);

	private TestSnippets() {
	}

	/**
	 * Return a block with an application next to its test, or the block if it is none.
	 */
	static CodeBlock inApplication(CodeBlock block) {
		return isTest(block)
				? new CodeBlock(block.page(), block.offset(), block.language(), block.code()
						+ "@org.springframework.boot.autoconfigure.SpringBootApplication class Application { }\n")
				: block;
	}

	private static boolean isTest(CodeBlock block) {
		return TEST_CLASS.matcher(block.code()).find() && !block.code().contains("@Testcontainers");
	}

	/**
	 * Return the tests that fail.
	 * @param blocks the blocks as {@link JavaSnippets} has compiled them
	 * @param output the folder of the classes
	 */
	static List<String> problems(List<CodeBlock> blocks, Path output) throws IOException {
		Files.writeString(output.resolve("application.properties"), "ollama.generate.model=qwen3:1.7b");
		ClassLoader original = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { output.toUri().toURL() }, original)) {
			Thread.currentThread().setContextClassLoader(loader);
			return IntStream.range(0, blocks.size())
				.boxed()
				.flatMap((i) -> problems(blocks.get(i), "snippet" + i, loader))
				.toList();
		}
		finally {
			Thread.currentThread().setContextClassLoader(original);
		}
	}

	private static Stream<String> problems(CodeBlock block, String packageName, ClassLoader loader) {
		if (!isTest(block)) {
			return Stream.empty();
		}
		return TEST_CLASS.matcher(block.code())
			.results()
			.map((test) -> ClassUtils.resolveClassName(packageName + "." + test.group(1), loader))
			.flatMap((type) -> type.isAnnotationPresent(OllamaRecordings.class) ? recordAndReplay(type)
					: Stream.of(run(type, Map.of())))
			.filter((events) -> events.succeeded().count() == 0 || events.failed().count() > 0)
			.map((events) -> block.place(1) + ": " + events.failed().list());
	}

	private static Stream<Events> recordAndReplay(Class<?> type) {
		try {
			Map<String, String> settings = new HashMap<>();
			settings.put("ollama.recordings.folder", Files.createTempDirectory("recordings").toString());
			settings.put("CI", "false");
			Events recorded;
			try (MockOllamaServer real = MockOllamaServer.start()) {
				real.enqueue(MockAnswer.tokens("The capital", " of France is Paris."));
				settings.put("ollama.recordings.mode", "record");
				settings.put("ollama.recordings.base-url", real.url());
				recorded = run(type, settings);
			}
			settings.put("ollama.recordings.mode", "replay");
			return Stream.of(recorded, run(type, settings));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Events run(Class<?> type, Map<String, String> settings) {
		return EngineTestKit.engine("junit-jupiter")
			.configurationParameters(settings)
			.selectors(DiscoverySelectors.selectClass(type))
			.execute()
			.testEvents();
	}

}
