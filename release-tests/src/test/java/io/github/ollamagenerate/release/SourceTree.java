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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.springframework.util.FileSystemUtils;

/**
 * Copy of the sources in a folder and a Git repository of its own, to build a release
 * from.
 */
final class SourceTree {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final String PASSPHRASE = "passphrase";

	private static final Map<String, String> CREDENTIALS = Map.of("CENTRAL_USERNAME", "user", "CENTRAL_PASSWORD",
			"password", "MAVEN_GPG_KEY", SigningKey.create(PASSPHRASE), "MAVEN_GPG_PASSPHRASE", PASSPHRASE);

	private final Path folder;

	private SourceTree(Path folder) {
		this.folder = folder;
	}

	/**
	 * Copy the sources, with changes that are not committed yet.
	 * @param folder where to, which is emptied before
	 */
	static SourceTree copyTo(Path folder) {
		try {
			FileSystemUtils.deleteRecursively(folder);
			for (String file : run(ROOT, "git", "ls-files", "-co", "--exclude-standard").split("\n")) {
				if (Files.exists(ROOT.resolve(file))) {
					Files.createDirectories(folder.resolve(file).getParent());
					Files.copy(ROOT.resolve(file), folder.resolve(file));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		run(folder, "git", "init", "-q");
		SourceTree tree = new SourceTree(folder.toAbsolutePath());
		tree.commit();
		return tree;
	}

	static Map<String, String> credentials() {
		return CREDENTIALS;
	}

	/**
	 * The version that is released: the one of this build, or the one that its snapshots
	 * lead to.
	 */
	static String version() {
		return System.getProperty("release.version").replace("-SNAPSHOT", "");
	}

	Path folder() {
		return this.folder;
	}

	SourceTree change(String file, UnaryOperator<String> change) {
		Path path = this.folder.resolve(file);
		try {
			String before = Files.readString(path);
			String after = change.apply(before);
			if (after.equals(before)) {
				throw new IllegalStateException("Nothing to change in " + file);
			}
			Files.writeString(path, after);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return this;
	}

	SourceTree commit() {
		run(this.folder, "git", "add", "-A");
		run(this.folder, "git", "-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "-q", "-m",
				"Release");
		return this;
	}

	/**
	 * Run the command that publishes, up to the upload.
	 */
	Maven.Result publish(Map<String, String> environment, String... arguments) {
		List<String> command = new ArrayList<>(List.of("-s", "src/release/settings.xml", "deploy", "-DskipUpload",
				"-DskipTests", "-Dmaven.test.skip=true", "-Dmaven.install.skip=true"));
		command.addAll(List.of(arguments));
		return Maven.run(this.folder, environment, command);
	}

	/**
	 * The signed artifacts in the layout of a repository, as they would be uploaded.
	 */
	Path bundle() {
		return this.folder.resolve(Path.of("target", "central-publishing", "central-bundle.zip"));
	}

	private static String run(Path folder, String... command) {
		try {
			Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0) {
				throw new IllegalStateException(String.join(" ", command) + " failed:\n" + output);
			}
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
