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

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles Java snippets. One that begins with an import is a source file as it stands;
 * any other is put into a class that has the usual imports and a field {@code ollama}.
 */
final class JavaSnippets {

	private static final List<String> USUAL_IMPORTS = List.of("java.time.Duration", "java.util.List", "java.util.Map",
			"com.fasterxml.jackson.annotation.JsonPropertyDescription", "org.slf4j.Logger",
			"org.springframework.beans.factory.annotation.*", "org.springframework.context.annotation.*",
			"org.springframework.core.ParameterizedTypeReference", "org.springframework.stereotype.*",
			"org.springframework.web.reactive.function.client.WebClient", "reactor.core.publisher.*",
			"org.junit.jupiter.api.*", "org.junit.jupiter.api.extension.*", "tools.jackson.databind.json.JsonMapper",
			"static org.assertj.core.api.Assertions.assertThat");

	private static final String PRELUDE = Stream.concat(USUAL_IMPORTS.stream(), ownPackages())
		.map((name) -> "import " + name + "; ")
		.collect(Collectors.joining());

	private JavaSnippets() {
	}

	/**
	 * Return why blocks do not compile. All are compiled in one go, each in a package of
	 * its own.
	 */
	static List<String> problems(Stream<CodeBlock> blocks, Path output) {
		List<Source> sources = new ArrayList<>();
		blocks.forEach((block) -> sources.add(new Source(block, "snippet" + sources.size())));
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		List<String> options = List.of("-d", output.toString(), "-proc:none", "-classpath",
				System.getProperty("java.class.path"));
		compiler.getTask(null, null, diagnostics, options, null, sources).call();
		return diagnostics.getDiagnostics()
			.stream()
			.filter((diagnostic) -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
			.map((diagnostic) -> ((Source) Objects.requireNonNull(diagnostic.getSource())).block
				.place(Math.max(1, diagnostic.getLineNumber() - 1)) + ": " + diagnostic.getMessage(null))
			.toList();
	}

	// packages move, so they are not listed here
	private static Stream<String> ownPackages() {
		return Repository.files("package-info.java")
			.filter((path) -> path.toString().matches("ollama-generate-.*src/main/.*"))
			.map((path) -> path.subpath(4, path.getNameCount() - 1).toString().replaceAll("[/\\\\]", "."))
			.filter((name) -> !name.contains("internal"))
			.map((name) -> name + ".*");
	}

	private static final class Source extends SimpleJavaFileObject {

		private final CodeBlock block;

		private final String code;

		Source(CodeBlock block, String packageName) {
			super(URI.create("string:///" + packageName + "/Snippet.java"), Kind.SOURCE);
			this.block = block;
			// one line before the snippet, for the numbers of the others
			this.code = "package " + packageName + "; " + complete(block.code());
		}

		private static String complete(String snippet) {
			if (snippet.startsWith("import ")) {
				return "\n" + snippet;
			}
			if (snippet.startsWith("@")) {
				return PRELUDE + "class Snippet {\n" + snippet + "}";
			}
			return PRELUDE + "class Snippet { GenerateOperations ollama; void snippet() throws Exception {\n" + snippet
					+ "} }";
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.code;
		}

	}

}
