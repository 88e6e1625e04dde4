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

package io.github.ollamagenerate.integration.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.autoconfigure.OllamaGenerateAutoConfiguration;
import io.github.ollamagenerate.server.OllamaServerClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testcontainers.DockerClientFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests the connection to a service that Docker Compose runs, known by its image or by
 * its label.
 */
@RequiresDocker
class DockerComposeIT {

	@BeforeEach
	void findCompose() throws InterruptedException {
		assumeTrue(System.getenv("CI") != null || answers("docker", "compose") || answers("docker-compose"),
				"No Docker Compose 2 answers: install it");
	}

	// version 1 knows no JSON, and prints how to use it
	private static boolean answers(String... compose) throws InterruptedException {
		List<String> command = new ArrayList<>(List.of(compose));
		command.addAll(List.of("version", "--format", "json"));
		try {
			Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return process.waitFor() == 0 && output.startsWith("{");
		}
		catch (IOException ex) {
			return false;
		}
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			by image | localhost/ollama/ollama:mock | other.label: x
			by label | localhost/other:mock | org.springframework.boot.service-connection: ollama
			""")
	void serviceIsStartedAndAnswers(String how, String image, String label) throws Exception {
		MockOllamaImage.build();
		DockerClientFactory.lazyClient().tagImageCmd(MockOllamaImage.NAME, "localhost/other", "mock").exec();
		// needed once more when the JVM ends, to stop the service
		Path folder = Files.createDirectories(Path.of("target", "compose-" + how.replace(' ', '-')));
		Path file = Files.writeString(folder.resolve("compose.yaml"), """
				services:
				  ai:
				    image: %s
				    labels:
				      %s
				    ports:
				      - "11434"
				""".formatted(image, label));
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		try (ConfigurableApplicationContext context = application.run("--spring.docker.compose.file=" + file,
				"--spring.docker.compose.skip.in-tests=false", "--spring.docker.compose.stop.command=down",
				"--ollama.base-url=http://localhost:1", "--ollama.generate.model=gemma3")) {
			assertThat(context.getBean(OllamaServerClient.class).version().block(Duration.ofSeconds(10))).isNotBlank();
			assertThat(context.getBean(GenerateOperations.class)
				.prompt("Why is the sky blue?")
				.stream()
				.content()
				.collectList()
				.block(Duration.ofSeconds(30))).hasSizeGreaterThan(3);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ OllamaGenerateAutoConfiguration.class, WebClientAutoConfiguration.class })
	static class Application {

	}

}
