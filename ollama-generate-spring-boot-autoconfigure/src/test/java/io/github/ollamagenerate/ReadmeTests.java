package io.github.ollamagenerate;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the Java snippets of the README compile as they stand.
 */
class ReadmeTests {

	private static final Path README = Path.of("..", "README.md");

	static List<String> snippets() throws IOException {
		Matcher matcher = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(README));
		return matcher.results().map((result) -> result.group(1)).toList();
	}

	@Test
	void readmeHasSnippets() throws IOException {
		assertThat(snippets()).hasSizeGreaterThanOrEqualTo(5);
	}

	@ParameterizedTest
	@MethodSource("snippets")
	void snippetCompiles(String snippet, @TempDir Path output) {
		StringWriter messages = new StringWriter();
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		boolean compiles = compiler
			.getTask(messages, null, null,
					List.of("-d", output.toString(), "-proc:none", "-classpath", System.getProperty("java.class.path")),
					null, List.of(source(snippet)))
			.call();
		assertThat(compiles).as(() -> snippet + "\n" + messages).isTrue();
	}

	private static JavaFileObject source(String snippet) {
		if (snippet.startsWith("import")) {
			return new Source(snippet);
		}
		String body = snippet.startsWith("@Bean") ? snippet
				: "GenerateOperations ollama;\nvoid snippet() throws Exception {\n" + snippet + "\n}";
		String imports = Stream
			.of("java.time.Duration", "java.util.List", "com.fasterxml.jackson.annotation.*",
					"org.springframework.core.ParameterizedTypeReference", "io.github.ollamagenerate.*",
					"io.github.ollamagenerate.client.*", "io.github.ollamagenerate.test.*",
					"org.springframework.context.annotation.*",
					"org.springframework.web.reactive.function.client.WebClient", "reactor.core.publisher.*",
					"static org.assertj.core.api.Assertions.assertThat")
			.map((name) -> "import " + name + ";\n")
			.reduce("", String::concat);
		return new Source(imports + "class Snippet {\n" + body + "\n}");
	}

	private static final class Source extends SimpleJavaFileObject {

		private final String code;

		Source(String code) {
			super(URI.create("string:///Snippet.java"), Kind.SOURCE);
			this.code = code;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.code;
		}

	}

}
