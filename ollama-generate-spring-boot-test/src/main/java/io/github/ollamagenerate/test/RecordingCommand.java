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

package io.github.ollamagenerate.test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The command that records what a test is missing.
 */
final class RecordingCommand {

	private static final String MODE = "record-missing";

	private RecordingCommand() {
	}

	/**
	 * Return what follows "To record it" in a message.
	 * @param project the folder of the project
	 * @param className the name of the test class, with a dollar sign before a nested one
	 * @param methodName the name of the test method
	 */
	static String of(Path project, String className, String methodName) {
		if (hasFile(project, "pom.xml")) {
			return in(project, tool(project, "mvn") + " test -Dtest=" + surefireTest(className, methodName) + " -D"
					+ RecordedTestSettings.MODE + "=" + MODE);
		}
		if (hasFile(project, "build.gradle", "build.gradle.kts")) {
			// Gradle does not pass system properties on
			return in(project, "OLLAMA_RECORDINGS_MODE=" + MODE + " " + tool(project, "gradle") + " test --tests '"
					+ className + "." + methodName + "'");
		}
		return ", run the test with " + RecordedTestSettings.MODE + "=" + MODE;
	}

	private static String in(Path project, String command) {
		return ", run in " + project + ":\n    " + command;
	}

	private static String tool(Path project, String name) {
		String wrapper = name + "w";
		return hasFile(project, wrapper) ? "./" + wrapper : name;
	}

	private static boolean hasFile(Path project, String... names) {
		return Stream.of(names).anyMatch((name) -> Files.exists(project.resolve(name)));
	}

	// for Surefire, other characters have a meaning
	private static String surefireTest(String className, String methodName) {
		String test = className.substring(className.lastIndexOf('.') + 1)
				+ (methodName.matches("\\w+") ? "#" + methodName : "");
		return test.contains("$") ? "'" + test + "'" : test;
	}

}
