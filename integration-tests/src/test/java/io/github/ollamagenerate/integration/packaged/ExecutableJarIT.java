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

package io.github.ollamagenerate.integration.packaged;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts executable jars: each kind of application stays what it is, with and without
 * what is optional.
 */
@ExtendWith(MockOllamaExtension.class)
@Timeout(120)
class ExecutableJarIT {

	private static final String SERVLET = "spring-boot-(starter-)?(webmvc|tomcat|servlet).*|spring-webmvc|tomcat-embed.*"
			+ "|jakarta.servlet.*";

	private static final String REACTIVE = "spring-boot-(starter-)?(webflux|reactor-netty).*";

	private static final String NUMBERS = "spring-boot-(starter-)?(actuator|micrometer|health).*|micrometer-(core|registry"
			+ "|jakarta9).*|prometheus.*";

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			servlet               | AnnotationConfigServletWebServerApplicationContext
			servlet, bare         | AnnotationConfigServletWebServerApplicationContext
			reactive              | AnnotationConfigReactiveWebServerApplicationContext
			reactive, bare        | AnnotationConfigReactiveWebServerApplicationContext
			""")
	void webApplicationStaysOneAndServes(String kind, String type, @TempDir Path folder, MockOllamaServer server)
			throws IOException {
		server.enqueue(MockAnswer.tokens("hello"));
		String missing = (kind.startsWith("servlet") ? REACTIVE : SERVLET)
				+ (kind.endsWith("bare") ? "|" + NUMBERS : "");
		Process process = start(ExecutableJar.create(folder, missing), server);
		try {
			assertThat(readUntilAnswer(process)).contains("Context: " + type);
			assertThat(process.isAlive()).isTrue();
		}
		finally {
			process.destroyForcibly().onExit().join();
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void commandLineApplicationStaysOneAndEnds(boolean withNumbers, @TempDir Path folder, MockOllamaServer server)
			throws Exception {
		server.enqueue(MockAnswer.tokens("hello"));
		String missing = SERVLET + "|" + REACTIVE + (withNumbers ? "" : "|" + NUMBERS);
		Process process = start(ExecutableJar.create(folder, missing), server);
		assertThat(readUntilAnswer(process)).contains("Context: AnnotationConfigApplicationContext");
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ends by itself").isTrue();
		assertThat(process.exitValue()).isZero();
	}

	@Test
	void unknownPropertyIsExplained(@TempDir Path folder, MockOllamaServer server) throws Exception {
		Process process = start(ExecutableJar.create(folder, SERVLET + "|" + REACTIVE), server,
				"--ollama.generate.num-ctx=1");
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The property 'ollama.generate.num-ctx', set in")
			.contains("Did you mean ollama.generate.options.num-ctx?");
		assertThat(process.waitFor()).isOne();
	}

	private static Process start(Path jar, MockOllamaServer server, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
						// a short run costs less without the optimizing compiler
						"-XX:TieredStopAtLevel=1", "-jar", jar.toString(), "--ollama.base-url=" + server.url(),
						"--ollama.generate.model=gemma3", "--server.port=0", "--server.address=127.0.0.1"));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectErrorStream(true).start();
	}

	private static List<String> readUntilAnswer(Process process) throws IOException {
		List<String> lines = new ArrayList<>();
		BufferedReader reader = process.inputReader();
		for (String line = reader.readLine(); line != null; line = reader.readLine()) {
			lines.add(line);
			if (line.startsWith("Answer: ")) {
				break;
			}
		}
		assertThat(lines).contains("Answer: hello");
		return lines;
	}

}
