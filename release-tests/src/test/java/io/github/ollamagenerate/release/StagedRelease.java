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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/**
 * Release that is built once for all tests, and unpacked to a repository that has nothing
 * else.
 */
final class StagedRelease {

	static final List<String> ARTIFACTS = List.of("ollama-generate-spring-boot-autoconfigure",
			"ollama-generate-spring-boot-starter", "ollama-generate-spring-boot-test");

	private static final Path GROUP = Path.of("io", "github", "ollamagenerate");

	private final Path repository;

	private StagedRelease(Path repository) {
		this.repository = repository;
	}

	static StagedRelease get() {
		return Holder.RELEASE;
	}

	/**
	 * Build a release.
	 * @param folder where to build it
	 */
	static StagedRelease build(Path folder) {
		SourceTree tree = SourceTree.copyTo(folder.resolve("sources"));
		tree.publish(SourceTree.credentials(), "-Prelease,publish", "-Drevision=" + SourceTree.version()).orThrow();
		Path repository = folder.resolve("repository").toAbsolutePath();
		try (FileSystem bundle = FileSystems.newFileSystem(tree.bundle())) {
			FileSystemUtils.deleteRecursively(repository);
			Files.createDirectories(repository);
			for (Path root : bundle.getRootDirectories()) {
				copy(root, repository);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new StagedRelease(repository);
	}

	Path repository() {
		return this.repository;
	}

	/**
	 * The published files of an artifact, without their checksums.
	 */
	List<Path> files(String artifact) {
		try (Stream<Path> files = Files.list(folder(artifact))) {
			return files.filter((file) -> !file.toString().matches(".*\\.(md5|sha\\d+)")).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A published file.
	 * @param end what follows the version, such as {@code .pom} or {@code -sources.jar}
	 */
	Path file(String artifact, String end) {
		return folder(artifact).resolve(artifact + "-" + SourceTree.version() + end);
	}

	private Path folder(String artifact) {
		return this.repository.resolve(GROUP).resolve(artifact).resolve(SourceTree.version());
	}

	private static void copy(Path from, Path to) throws IOException {
		try (Stream<Path> files = Files.walk(from)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				Path target = to.resolve(from.relativize(file).toString());
				Files.createDirectories(target.getParent());
				try (InputStream input = Files.newInputStream(file)) {
					Files.copy(input, target);
				}
			}
		}
	}

	private static final class Holder {

		static final StagedRelease RELEASE = build(Path.of("target", "release"));

	}

}
