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
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application starts and answers without each optional library. In a
 * process of its own, with a class loader for each that lacks the jars for real: a
 * filtered class loader does not see what the classes themselves refer to.
 */
class OptionalLibrariesTests {

	static final List<String> MISSING = List.of("spring-boot-health", "micrometer-core",
			"spring-boot-micrometer-metrics", "spring-boot-micrometer-observation", "kotlin|jackson-module-kotlin",
			"spring-cloud|spring-security-crypto", "micrometer-tracing|opentelemetry",
			"spring-boot-(testcontainers|docker-compose)|testcontainers",
			"spring-boot-health|spring-boot-micrometer|micrometer-core|spring-boot-(starter-)?actuator");

	// what needs the optional libraries has to go with them
	private static final String DEPENDENTS = "spring-boot-(starter-)?(actuator|micrometer-metrics)";

	private static String log = "";

	@BeforeAll
	@Timeout(180)
	static void run(@TempDir Path folder) throws IOException, InterruptedException {
		Path file = folder.resolve("log");
		try (MockOllamaServer server = MockOllamaServer.start()) {
			MISSING.forEach((missing) -> server.enqueue(MockAnswer.tokens("hello")));
			Process process = new ProcessBuilder(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
					System.getProperty("java.class.path"), Applications.class.getName(),
					"--ollama.base-url=" + server.url(), "--ollama.generate.model=gemma3",
					"--spring.docker.compose.enabled=false")
				.redirectErrorStream(true)
				.redirectOutput(file.toFile())
				.start();
			boolean ended = process.waitFor(170, TimeUnit.SECONDS);
			process.destroyForcibly();
			log = Files.readString(file, StandardCharsets.UTF_8);
			assertThat(ended).as(log).isTrue();
			server.reset();
		}
	}

	@ParameterizedTest
	@FieldSource("MISSING")
	void applicationStartsAndAnswersWithout(String missing) {
		assertThat(log).containsOnlyOnce(Applications.start(missing));
		assertThat(log.split(Pattern.quote(Applications.start(missing)))[1].split(Applications.START)[0])
			.contains("Answer: hello");
	}

	private static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	/** Starts an application without each of the libraries. */
	static class Applications {

		static final String START = "Without ";

		static String start(String missing) {
			return START + missing + "\n";
		}

		public static void main(String[] arguments) {
			for (String missing : MISSING) {
				System.out.print(start(missing));
				try (URLClassLoader loader = new URLClassLoader(classPathWithout(missing),
						ClassLoader.getPlatformClassLoader())) {
					Thread.currentThread().setContextClassLoader(loader);
					loader.loadClass(Application.class.getName())
						.getMethod("main", String[].class)
						.invoke(null, (Object) arguments);
				}
				catch (Throwable ex) {
					ex.printStackTrace(System.out);
				}
			}
			System.exit(0);
		}

		private static URL[] classPathWithout(String missing) throws MalformedURLException {
			Pattern jars = Pattern.compile("(" + missing + "|" + DEPENDENTS + ").*\\.jar");
			List<URL> classPath = new ArrayList<>();
			for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
				if (!jars.matcher(Path.of(entry).getFileName().toString()).matches()) {
					classPath.add(Path.of(entry).toUri().toURL());
				}
			}
			return classPath.toArray(URL[]::new);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class Application {

		public static void main(String[] arguments) {
			try (ConfigurableApplicationContext context = SpringApplication.run(Application.class, arguments)) {
				System.out.println("Answer: " + context.getBean(GenerateOperations.class).prompt("p").call().content());
			}
		}

	}

}
