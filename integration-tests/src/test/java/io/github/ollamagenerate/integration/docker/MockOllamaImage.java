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

package io.github.ollamagenerate.integration.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

import org.springframework.util.FileSystemUtils;

/**
 * Image of the mock server and a runtime of this machine's JDK, made from nothing, so
 * that no registry is asked. It has the name that the image of Ollama has.
 */
final class MockOllamaImage {

	static final String NAME = "localhost/ollama/ollama:mock";

	private static final Path FOLDER = Path.of("target", "mock-image").toAbsolutePath();

	private static final String DOCKERFILE = """
			FROM scratch
			COPY . /
			EXPOSE 11434
			USER 10001:10001
			ENTRYPOINT ["/jre/bin/java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m", \
			"-Djava.io.tmpdir=/tmp", "-jar", "/mock.jar", "--host=0.0.0.0", "--token-pause=1"]
			""";

	private static final Pattern LIBRARY = Pattern.compile("^\\s+(?:\\S+ => )?(/\\S+) \\(0x.*");

	private MockOllamaImage() {
	}

	/**
	 * Return the name, after the image has been built if it was not. Sending its files to
	 * the engine takes seconds.
	 */
	static DockerImageName build() {
		return Built.NAME;
	}

	private static void assemble() throws IOException {
		Path folder = FOLDER.resolveSibling("mock-image-parts");
		FileSystemUtils.deleteRecursively(folder);
		Files.createDirectories(folder.resolve("tmp"));
		// a folder without a file is not sent to the engine
		Files.createFile(folder.resolve("tmp/.keep"));
		Path runtime = folder.resolve("jre");
		run("jlink", "--add-modules", "java.base,java.logging,java.naming,java.management,jdk.unsupported",
				"--strip-debug", "--no-header-files", "--no-man-pages", "--output", runtime.toString());
		Files.copy(Path.of(System.getProperty("standalone.jar")), folder.resolve("mock.jar"));
		Files.writeString(folder.resolve("Dockerfile"), DOCKERFILE);
		try (Stream<Path> files = Files.walk(runtime)) {
			for (Path file : files.filter(Files::isRegularFile).filter(Files::isExecutable).toList()) {
				copyLibraries(file, folder);
			}
		}
		try (Stream<Path> files = Files.walk(runtime)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".so")).toList()) {
				copyLibraries(file, folder);
			}
		}
		Files.move(folder, FOLDER);
	}

	private static void run(String tool, String... arguments) {
		int status = ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments);
		if (status != 0) {
			throw new IllegalStateException(tool + " ended with status " + status);
		}
	}

	// what the runtime needs of the system: the C library and its loader
	private static void copyLibraries(Path file, Path folder) throws IOException {
		Process process = new ProcessBuilder("ldd", file.toString()).redirectErrorStream(true).start();
		List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
			.toList();
		for (String line : lines) {
			var library = LIBRARY.matcher(line);
			if (library.matches() && !library.group(1).startsWith(folder.toString())) {
				Path target = folder.resolve(library.group(1).substring(1));
				if (!Files.exists(target)) {
					Files.createDirectories(target.getParent());
					Files.copy(Path.of(library.group(1)).toRealPath(), target);
				}
			}
		}
	}

	private static final class Built {

		private static final DockerImageName NAME = build();

		private static DockerImageName build() {
			try {
				if (!Files.exists(FOLDER)) {
					assemble();
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			DockerClientFactory.lazyClient()
				.buildImageCmd(FOLDER.toFile())
				.withTags(Set.of(MockOllamaImage.NAME))
				.start()
				.awaitImageId();
			return DockerImageName.parse(MockOllamaImage.NAME).asCompatibleSubstituteFor("ollama/ollama");
		}

	}

}
