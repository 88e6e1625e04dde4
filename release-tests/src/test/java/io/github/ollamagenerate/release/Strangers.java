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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/**
 * Applications outside of the source tree that depend on a {@link StagedRelease}. Their
 * local repository is one that has nothing of this library; all else comes from the one
 * of this build, so that little is downloaded.
 */
final class Strangers {

	private static final Path SOURCES = Path.of("src", "test", "strangers");

	private static final Path LOCAL_REPOSITORY = Path.of("target", "local-repository").toAbsolutePath();

	private static final String SETTINGS = """
			<settings>
				<profiles>
					<profile>
						<id>staged</id>
						<repositories>
							<repository><id>staged</id><url>@repository@</url></repository>
							<repository><id>local</id><url>@local.repository@</url></repository>
						</repositories>
						<pluginRepositories>
							<pluginRepository><id>local</id><url>@local.repository@</url></pluginRepository>
						</pluginRepositories>
					</profile>
				</profiles>
				<activeProfiles><activeProfile>staged</activeProfile></activeProfiles>
			</settings>
			""";

	private final Path folder;

	private Strangers(Path folder) {
		this.folder = folder;
	}

	static Strangers create(Path folder, String springBootVersion) {
		StagedRelease release = StagedRelease.get();
		Map<String, String> values = Map.of("@spring-boot.version@", springBootVersion, "@version@",
				SourceTree.version(), "@repository@", release.repository().toUri().toString(), "@local.repository@",
				Path.of(System.getProperty("local.repository")).toUri().toString());
		try (Stream<Path> files = Files.walk(SOURCES)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				write(folder.resolve(SOURCES.relativize(file)), replace(Files.readString(file), values));
			}
			write(folder.resolve("settings.xml"), replace(SETTINGS, values));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new Strangers(folder);
	}

	/**
	 * Build the applications with Maven.
	 */
	Strangers build() {
		try {
			FileSystemUtils.deleteRecursively(LOCAL_REPOSITORY.resolve(Path.of("io", "github", "ollamagenerate")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Maven
			.run(this.folder, Map.of(),
					List.of("-gs", "settings.xml", "-Dmaven.repo.local=" + LOCAL_REPOSITORY, "package"))
			.orThrow();
		return this;
	}

	Path folder(String application) {
		return this.folder.resolve(application);
	}

	Path jar(String application) {
		return this.folder.resolve(Path.of(application, "target", application + "-1.0.jar"));
	}

	private static void write(Path file, String text) throws IOException {
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

	private static String replace(String text, Map<String, String> values) {
		String replaced = text;
		for (Map.Entry<String, String> value : values.entrySet()) {
			replaced = replaced.replace(value.getKey(), value.getValue());
		}
		return replaced;
	}

}
