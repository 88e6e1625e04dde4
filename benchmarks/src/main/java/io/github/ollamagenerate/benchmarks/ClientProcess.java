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

package io.github.ollamagenerate.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Process of one contender, with a server process of its own, that has warmed up and
 * waits for scenarios.
 */
final class ClientProcess implements AutoCloseable {

	private final String contender;

	private final Process server;

	private final Process client;

	private final BufferedReader results;

	private final BufferedWriter scenarios;

	private final String java;

	/**
	 * Start the processes and return when the client has warmed up.
	 * @param contender the name of the contender
	 * @param javaHome the home of the JDK
	 */
	ClientProcess(String contender, String javaHome) throws IOException {
		this.contender = contender;
		this.server = java(javaHome, "2g", TokenServer.class);
		this.client = java(javaHome, "1g", ClientProgram.class, contender,
				"http://127.0.0.1:" + this.server.inputReader().readLine());
		this.results = this.client.inputReader();
		this.scenarios = this.client.outputWriter();
		try {
			this.java = result("READY");
		}
		catch (IOException ex) {
			// the server would outlive all
			close();
			throw ex;
		}
	}

	private static Process java(String home, String heap, Class<?> program, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(Path.of(home, "bin", "java").toString(), "-Xmx" + heap, "-cp",
				System.getProperty("java.class.path"), program.getName()));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

	String contender() {
		return this.contender;
	}

	/**
	 * Return the version of Java that the client runs on.
	 */
	String java() {
		return this.java;
	}

	/**
	 * Run a scenario.
	 * @return the values of the columns
	 */
	double[] run(Scenario scenario) throws IOException {
		this.scenarios.write(scenario + System.lineSeparator());
		this.scenarios.flush();
		String values = result("RESULT");
		System.err.println(this.contender + " " + scenario + " " + values);
		return Arrays.stream(values.split(" ")).mapToDouble(Double::parseDouble).toArray();
	}

	// contenders may write lines of their own
	private String result(String type) throws IOException {
		String line = this.results.readLine();
		while (line != null && !line.startsWith(type + " ")) {
			line = this.results.readLine();
		}
		if (line == null) {
			throw new IOException(this.contender + " ended without " + type);
		}
		return line.substring(type.length() + 1);
	}

	@Override
	public void close() {
		this.client.destroyForcibly();
		this.server.destroyForcibly();
	}

}
