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

package io.github.ollamagenerate.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the libraries of the page are those that {@code docs/third-party.md} lists,
 * unchanged and with their licenses.
 */
class VendoredLibrariesTests {

	private static final Path FOLDER = Path.of("src", "main", "resources", "static");

	@Test
	void librariesAreUnchanged() throws IOException, NoSuchAlgorithmException {
		String page = Files.readString(Path.of("..", "docs", "third-party.md"));
		List<Path> libraries = files(FOLDER.resolve("vendor")).filter((file) -> file.toString().endsWith("js"))
			.toList();
		assertThat(libraries).hasSize(2);
		for (Path library : libraries) {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(library));
			assertThat(page.lines()).anyMatch((row) -> row.startsWith("| `" + library.getFileName() + "` |")
					&& row.contains(HexFormat.of().formatHex(hash)));
			assertThat(FOLDER.resolve("vendor").resolve(license(library))).isNotEmptyFile();
		}
	}

	private static String license(Path library) {
		return library.getFileName().toString().replaceFirst("\\.[a-z]+\\.m?js$", ".LICENSE.txt");
	}

	@Test
	void pageImportsWhatThereIs() throws IOException {
		for (Path script : files(FOLDER).filter((file) -> file.toString().endsWith(".js")).toList()) {
			assertThat(Files.readString(script).lines().filter((line) -> line.contains(" from \"./"))).allSatisfy(
					(line) -> assertThat(FOLDER.resolve(line.replaceFirst(".* from \"\\./(.*)\";", "$1"))).exists());
		}
	}

	private static Stream<Path> files(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(Files::isRegularFile).toList().stream();
		}
	}

}
