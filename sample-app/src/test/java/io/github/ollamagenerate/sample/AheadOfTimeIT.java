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
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the packaged sample with what was processed ahead of time: the bean definitions
 * by Spring, and from Java 25 on the classes by the JVM.
 */
@Timeout(180)
class AheadOfTimeIT {

	private static final Path JAR = PackagedSample.JAR;

	@Test
	void beanDefinitionsMadeAheadOfTimeAnswer() throws Exception {
		assertThat(answer(List.of("-Dspring.aot.enabled=true", "-jar", JAR.toString())))
			.anyMatch((line) -> line.contains("Starting AOT-processed SampleApplication"));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_25, disabledReason = "AOT caches of the JVM come with Java 25")
	void classesLoadedAheadOfTimeAnswer(@TempDir Path folder) throws Exception {
		run(List.of("-Djarmode=tools", "-jar", JAR.toString(), "extract", "--destination", folder.toString()));
		String jar = folder.resolve(JAR.getFileName()).toString();
		String cache = folder.resolve("sample.aot").toString();
		run(List.of("-XX:AOTCacheOutput=" + cache, "-Dspring.aot.enabled=true", "-Dspring.context.exit=onRefresh",
				"-jar", jar, "--server.port=0"));
		// "on" ends the JVM if the cache cannot be used
		answer(List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on", "-Dspring.aot.enabled=true", "-jar", jar));
	}

	private static void run(List<String> arguments) throws IOException, InterruptedException {
		Process process = PackagedSample.java(arguments);
		String output = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor()).as(output).isZero();
	}

	private static List<String> answer(List<String> arguments) throws IOException {
		List<String> all = new ArrayList<>(arguments);
		all.add("--ollama.base-url=http://localhost:1");
		try (PackagedSample sample = PackagedSample.start(all)) {
			// the mock server takes its time for each token
			String request = """
					{"prompt":"Why is the sky blue?","think":false,"options":{"num_predict":10}}""";
			HttpResponse<String> response = sample.http().generate("application/json", request);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).contains("\"response\":\"This is a canned answer");
			return sample.output();
		}
	}

}
