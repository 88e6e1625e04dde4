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

package io.github.ollamagenerate.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what a release consists of.
 */
class PublishedArtifactsIT {

	private static final List<String> ARTIFACTS = StagedRelease.ARTIFACTS;

	private final StagedRelease release = StagedRelease.get();

	@Test
	void nothingElseIsPublished() throws IOException {
		try (Stream<Path> artifacts = Files.list(this.release.repository().resolve("io/github/ollamagenerate"))) {
			assertThat(artifacts.map((artifact) -> artifact.getFileName().toString()))
				.containsExactlyInAnyOrderElementsOf(ARTIFACTS);
		}
	}

	@ParameterizedTest
	@FieldSource("ARTIFACTS")
	void eachFileIsThereAndSigned(String artifact) {
		Stream<String> standalone = artifact.endsWith("-test") ? Stream.of("-standalone.jar") : Stream.empty();
		List<Path> files = Stream
			.concat(Stream.of(".jar", ".pom", "-sources.jar", "-javadoc.jar", "-cyclonedx.json"), standalone)
			.map((end) -> this.release.file(artifact, end))
			.flatMap((file) -> Stream.of(file, file.resolveSibling(file.getFileName() + ".asc")))
			.toList();
		assertThat(this.release.files(artifact)).containsExactlyInAnyOrderElementsOf(files);
	}

	@ParameterizedTest
	@FieldSource("ARTIFACTS")
	void pomHasWhatAConsumerNeedsOnly(String artifact) {
		assertThat(this.release.file(artifact, ".pom")).content()
			.contains("<version>" + SourceTree.version() + "</version>", "<name>", "<description>", "<url>",
					"<licenses>", "<developers>", "<scm ")
			.doesNotContain("<parent>", "<build>", "<dependencyManagement>", "<properties>", "<repositories>",
					"<profiles>", "<modules>", "<scope>test</scope>", "SNAPSHOT", "${");
	}

	@ParameterizedTest
	@FieldSource("ARTIFACTS")
	void jarHasLicenseAndListOfParts(String artifact) throws IOException {
		assertThat(entries(artifact, ".jar")).contains("META-INF/LICENSE", "META-INF/sbom/" + artifact + ".cdx.json")
			// it would be taken for the list of the application
			.doesNotContain("META-INF/sbom/application.cdx.json");
	}

	@Test
	void sourcesAndJavadocAreComplete() throws IOException {
		assertThat(entries("ollama-generate-spring-boot-autoconfigure", "-sources.jar")).contains(
				"io/github/ollamagenerate/GenerateOperations.java",
				"io/github/ollamagenerate/GenerateOperationsExtensions.kt");
		assertThat(entries("ollama-generate-spring-boot-autoconfigure", "-javadoc.jar"))
			.contains("io/github/ollamagenerate/GenerateOperations.html")
			.noneMatch((entry) -> entry.contains("/ndjson/") || entry.endsWith("/OllamaProperties.html"));
		assertThat(entries("ollama-generate-spring-boot-test", "-javadoc.jar"))
			.contains("io/github/ollamagenerate/test/MockOllamaServer.html")
			.noneMatch((entry) -> entry.contains("/internal/"));
	}

	@Test
	void standaloneMockServerIsNoDependency() throws IOException {
		assertThat(entries("ollama-generate-spring-boot-test", "-standalone.jar"))
			.anyMatch((entry) -> entry.startsWith("BOOT-INF/lib/reactor-netty-http"));
		for (String artifact : ARTIFACTS) {
			assertThat(this.release.file(artifact, ".pom")).content().doesNotContain("standalone");
		}
	}

	private List<String> entries(String artifact, String end) throws IOException {
		try (JarFile jar = new JarFile(this.release.file(artifact, end).toFile())) {
			return jar.stream().map(ZipEntry::getName).toList();
		}
	}

}
