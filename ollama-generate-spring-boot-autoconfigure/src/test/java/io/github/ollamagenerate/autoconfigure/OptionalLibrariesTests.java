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

package io.github.ollamagenerate.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application starts and answers without each optional library. In a
 * process of its own, whose class path lacks the jars for real: a filtered class loader
 * does not see what the classes themselves refer to.
 */
class OptionalLibrariesTests {

	// what needs the optional libraries has to go with them
	private static final String DEPENDENTS = "spring-boot-(starter-)?(actuator|micrometer-metrics)";

	@ParameterizedTest
	@ValueSource(strings = { "spring-boot-health", "micrometer-core", "spring-boot-micrometer-metrics",
			"spring-boot-micrometer-observation", "kotlin|jackson-module-kotlin", "spring-cloud|spring-security-crypto",
			"micrometer-tracing|opentelemetry", "spring-boot-(testcontainers|docker-compose)|testcontainers",
			"spring-boot-health|spring-boot-micrometer|micrometer-core|spring-boot-(starter-)?actuator" })
	void applicationStartsAndAnswersWithout(String missing, @TempDir Path folder)
			throws IOException, InterruptedException {
		Path log = folder.resolve("log");
		try (MockOllamaServer server = MockOllamaServer.start()) {
			server.enqueue(MockAnswer.tokens("hello"));
			Process process = new ProcessBuilder(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
					classPathWithout(missing), Application.class.getName(), "--ollama.base-url=" + server.url(),
					"--ollama.generate.model=gemma3", "--spring.docker.compose.enabled=false")
				.redirectErrorStream(true)
				.redirectOutput(log.toFile())
				.start();
			boolean ended = process.waitFor(60, TimeUnit.SECONDS);
			process.destroyForcibly();
			assertThat(ended).isTrue();
		}
		assertThat(Files.readString(log, StandardCharsets.UTF_8)).contains("Answer: hello");
	}

	private static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	private static String classPathWithout(String missing) {
		Pattern jars = Pattern.compile("(" + missing + "|" + DEPENDENTS + ").*\\.jar");
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !jars.matcher(Path.of(entry).getFileName().toString()).matches())
			.collect(Collectors.joining(File.pathSeparator));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		public static void main(String[] arguments) {
			try (ConfigurableApplicationContext context = SpringApplication.run(Application.class, arguments)) {
				System.out.println("Answer: " + context.getBean(GenerateOperations.class).prompt("p").call().content());
			}
		}

	}

}
