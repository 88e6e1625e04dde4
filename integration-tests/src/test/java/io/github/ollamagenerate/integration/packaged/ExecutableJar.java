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

package io.github.ollamagenerate.integration.packaged;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.ollamagenerate.integration.packaged.app.PackagedApplication;

import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

/**
 * Makes an executable jar of {@link PackagedApplication} as Spring Boot's build plugins
 * do, with those libraries of the test's class path that the application would have.
 */
final class ExecutableJar {

	/** What an application that is deployed does not have. */
	private static final String TESTS = "ollama-generate-spring-boot-test|spring-boot-(starter-)?(test|.*-test|testcontainers"
			+ "|docker-compose|loader-tools)|spring-test|junit|assertj|mockito|byte-buddy|objenesis|awaitility|hamcrest"
			+ "|xmlunit|jsonassert|json-path|testcontainers|docker-java|duct-tape|jna|apiguardian|opentest4j|spring-ai"
			+ "|spring-boot-starter-restclient|langchain4j"
			+ "|resilience4j|kotlin-stdlib|spring-boot-(starter-)?(cache|validation)|hibernate-validator|jakarta.validation-api"
			+ "|jboss-logging|tomcat-embed-el|spring-context-support|spring-cloud-context|spring-security-crypto";

	private ExecutableJar() {
	}

	/**
	 * Make a jar.
	 * @param folder where to
	 * @param missing pattern of the start of the names of further jars that are left out
	 */
	static Path create(Path folder, String missing) throws IOException {
		Path classes = folder.resolve("classes.jar");
		writeClasses(classes);
		Path jar = folder.resolve("application.jar");
		Repackager repackager = new Repackager(classes.toFile());
		repackager.setMainClass(PackagedApplication.class.getName());
		repackager.repackage(jar.toFile(), (callback) -> {
			for (Path library : libraries(missing)) {
				callback.library(new Library(library.toFile(), LibraryScope.RUNTIME));
			}
		});
		return jar;
	}

	private static List<Path> libraries(String missing) {
		Pattern excluded = Pattern.compile("(" + TESTS + (missing.isEmpty() ? "" : "|" + missing) + ")(-|\\d).*\\.jar");
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter((path) -> path.toString().endsWith(".jar"))
			.filter((path) -> !excluded.matcher(path.getFileName().toString()).matches())
			// ours last: what comes first must not depend on the order of dependencies
			.sorted(Comparator.comparing((path) -> path.getFileName().toString().startsWith("ollama-generate-")))
			.toList();
	}

	private static void writeClasses(Path jar) throws IOException {
		Path root = Path.of("target", "test-classes");
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
		try (OutputStream file = Files.newOutputStream(jar);
				JarOutputStream output = new JarOutputStream(file, manifest);
				Stream<Path> classes = Files
					.list(root.resolve(PackagedApplication.class.getPackageName().replace('.', '/')))) {
			for (Path path : classes.toList()) {
				output.putNextEntry(new JarEntry(root.relativize(path).toString()));
				Files.copy(path, output);
				output.closeEntry();
			}
		}
	}

}
