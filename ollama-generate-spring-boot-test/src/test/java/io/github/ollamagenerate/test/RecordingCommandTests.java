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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecordingCommand}.
 */
class RecordingCommandTests {

	@TempDir
	private Path project;

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			pom.xml               | a.b.SkyTests      | asks      | mvn test -Dtest=SkyTests#asks -D
			pom.xml mvnw          | a.b.SkyTests      | asks      | ./mvnw test -Dtest=SkyTests#asks -D
			pom.xml               | a.b.SkyTests$Blue | asks      | mvn test -Dtest='SkyTests$Blue#asks' -D
			pom.xml               | a.b.SkyTests      | asks why? | mvn test -Dtest=SkyTests -D
			build.gradle          | a.b.SkyTests      | asks      | gradle test --tests 'a.b.SkyTests.asks'
			build.gradle.kts      | a.b.SkyTests$Blue | asks why  | gradle test --tests 'a.b.SkyTests$Blue.asks why'
			build.gradle gradlew  | a.b.SkyTests      | asks      | ./gradlew test --tests 'a.b.SkyTests.asks'
			""")
	void commandIsThatOfTheBuild(String files, String className, String methodName, String command) throws IOException {
		for (String file : files.split(" ")) {
			Files.createFile(this.project.resolve(file));
		}
		assertThat(RecordingCommand.of(this.project, className, methodName)).isEqualTo(", run in " + this.project
				+ ":\n    " + (command.endsWith("-D") ? command + "ollama.recordings.mode=record-missing"
						: "OLLAMA_RECORDINGS_MODE=record-missing " + command));
	}

	@Test
	void whenBuildIsUnknownThenPropertyIsNamed() {
		assertThat(RecordingCommand.of(this.project, "a.b.SkyTests", "asks"))
			.isEqualTo(", run the test with ollama.recordings.mode=record-missing");
	}

}
