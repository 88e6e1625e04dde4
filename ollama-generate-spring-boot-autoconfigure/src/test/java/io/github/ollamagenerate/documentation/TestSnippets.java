package io.github.ollamagenerate.documentation;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

import org.springframework.util.ClassUtils;

/**
 * Runs the slice tests among Java snippets, in an application that has a model.
 */
final class TestSnippets {

	private static final Pattern TEST_CLASS = Pattern.compile("@OllamaGenerateTest.*\\sclass (\\w+)");

	private TestSnippets() {
	}

	/**
	 * Return a block with an application next to its test, or the block if it is none.
	 */
	static CodeBlock inApplication(CodeBlock block) {
		return TEST_CLASS.matcher(block.code()).find()
				? new CodeBlock(block.page(), block.offset(), block.language(), block.code()
						+ "@org.springframework.boot.autoconfigure.SpringBootApplication class Application { }\n")
				: block;
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
		Matcher test = TEST_CLASS.matcher(block.code());
		if (!test.find()) {
			return Stream.empty();
		}
		Class<?> type = ClassUtils.resolveClassName(packageName + "." + test.group(1), loader);
		Events events = EngineTestKit.engine("junit-jupiter")
			.selectors(DiscoverySelectors.selectClass(type))
			.execute()
			.testEvents();
		return (events.succeeded().count() > 0 && events.failed().count() == 0) ? Stream.empty()
				: Stream.of(block.place(1) + ": " + events.failed().list());
	}

}
