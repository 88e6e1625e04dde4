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
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of the repository that this build belongs to, without those that it makes.
 */
final class Repository {

	static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final List<Path> FILES = walk();

	private Repository() {
	}

	/**
	 * Files by the end of their path, which is relative to the root.
	 */
	static Stream<Path> files(String end) {
		return FILES.stream().filter((path) -> path.toString().endsWith(end));
	}

	/**
	 * Sources of production code, or of tests too.
	 */
	static Stream<String> sources(boolean tests) {
		return Stream.concat(files(".java"), files(".kt"))
			.filter((path) -> tests || path.toString().contains("src/main/"))
			.map(Repository::read);
	}

	static boolean exists(Path path) {
		return Files.exists(ROOT.resolve(path));
	}

	static String read(Path path) {
		try {
			return Files.readString(ROOT.resolve(path));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Path> walk() {
		Stream.Builder<Path> files = Stream.builder();
		try {
			Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {

				@Override
				public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
					String name = folder.getFileName().toString();
					boolean skip = name.equals("target") || (name.startsWith(".") && !folder.equals(ROOT));
					return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
				}

				@Override
				public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
					files.add(ROOT.relativize(file));
					return FileVisitResult.CONTINUE;
				}

			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return files.build().sorted().toList();
	}

}
