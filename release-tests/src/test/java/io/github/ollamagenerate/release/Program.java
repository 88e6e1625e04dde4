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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Running executable jar, which ends when it is closed.
 */
final class Program implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	private Program(Process process) {
		this.process = process;
		this.output = process.inputReader();
	}

	static Program start(Path jar, String... arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
		command.addAll(List.of(arguments));
		try {
			return new Program(new ProcessBuilder(command).redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Wait for a line of the output.
	 * @return the first group of the pattern
	 */
	String await(Pattern pattern) {
		List<String> lines = new ArrayList<>();
		try {
			for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
				lines.add(line);
				Matcher matcher = pattern.matcher(line);
				if (matcher.find()) {
					return matcher.group(1);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		throw new IllegalStateException("The program ended without " + pattern + ":\n" + String.join("\n", lines));
	}

	/**
	 * Wait for the end of a program that ends by itself.
	 * @return its exit code
	 */
	int awaitEnd() throws InterruptedException {
		try (Stream<String> rest = this.output.lines()) {
			rest.collect(Collectors.counting());
		}
		return this.process.waitFor();
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
