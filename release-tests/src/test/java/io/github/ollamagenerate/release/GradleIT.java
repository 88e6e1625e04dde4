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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Builds and runs an application that depends on the release with the Gradle of this
 * machine, of any version.
 */
@Timeout(600)
class GradleIT {

	@Test
	void applicationBuildsAndRuns(@TempDir Path folder) throws Exception {
		boolean found = Stream.of(System.getenv("PATH").split(":"))
			.anyMatch((path) -> Files.exists(Path.of(path, "gradle")));
		if (System.getenv("CI") == null) {
			Assumptions.assumeTrue(found, "Gradle is not installed");
		}
		Strangers strangers = Strangers.create(folder, System.getProperty("spring-boot.version"));
		Path server = StagedRelease.get().file("ollama-generate-spring-boot-test", "-standalone.jar");
		try (Program mock = Program.start(server, "--port=0")) {
			String url = mock.await(Pattern.compile("Mock Ollama server at (\\S+),"));
			assertThat(gradle(strangers.folder("gradle"), url)).contains("Answer: ").contains("BUILD SUCCESSFUL");
		}
	}

	private static String gradle(Path folder, String url) throws IOException {
		ProcessBuilder builder = new ProcessBuilder("gradle", "--no-daemon", "run").directory(folder.toFile())
			.redirectErrorStream(true);
		builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
		builder.environment().put("MOCK_OLLAMA_URL", url);
		return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

}
