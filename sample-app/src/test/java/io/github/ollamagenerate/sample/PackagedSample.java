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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packaged sample in a JVM of its own.
 */
final class PackagedSample implements AutoCloseable {

	static final Path JAR = Path.of(System.getProperty("sample.jar"));

	private static final Pattern PORT = Pattern.compile(".*Tomcat started on port (\\d+).*");

	private final Process process;

	private final List<String> output = new ArrayList<>();

	private final int port;

	private PackagedSample(Process process) throws IOException {
		this.process = process;
		this.port = readPort(process.inputReader());
	}

	static PackagedSample start(List<String> arguments) throws IOException {
		List<String> all = new ArrayList<>(arguments);
		all.add("--server.port=0");
		Process process = java(all);
		try {
			return new PackagedSample(process);
		}
		catch (IOException | AssertionError ex) {
			process.destroyForcibly();
			throw ex;
		}
	}

	static Process java(List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
						// a short run costs less without the optimizing compiler
						"-XX:TieredStopAtLevel=1"));
		command.addAll(arguments);
		return new ProcessBuilder(command).redirectErrorStream(true).start();
	}

	private int readPort(BufferedReader reader) throws IOException {
		for (String line = reader.readLine(); line != null; line = reader.readLine()) {
			this.output.add(line);
			Matcher port = PORT.matcher(line);
			if (port.matches()) {
				drain(reader);
				return Integer.parseInt(port.group(1));
			}
		}
		throw new AssertionError("The application did not start: " + this.output);
	}

	// a full pipe would stop the application
	private static void drain(BufferedReader reader) {
		Thread thread = new Thread(() -> {
			try {
				reader.transferTo(Writer.nullWriter());
			}
			catch (IOException ex) {
				// the process has ended
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	HttpCalls http() {
		return new HttpCalls(this.port);
	}

	/**
	 * Return what it wrote until it had started.
	 */
	List<String> output() {
		return this.output;
	}

	/**
	 * Ask the process to end, as Docker, Kubernetes and systemd do.
	 */
	void terminate() {
		this.process.destroy();
	}

	boolean awaitEnd(Duration timeout) throws InterruptedException {
		return this.process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
