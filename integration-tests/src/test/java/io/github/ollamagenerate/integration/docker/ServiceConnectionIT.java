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

import java.time.Duration;
import java.util.List;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.autoconfigure.OllamaGenerateAutoConfiguration;
import io.github.ollamagenerate.autoconfigure.OllamaGenerateConnectionDetails;
import io.github.ollamagenerate.server.OllamaServerClient;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.ollama.OllamaContainer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests {@link ServiceConnection @ServiceConnection} with containers that a real engine
 * runs.
 */
@RequiresDocker
class ServiceConnectionIT {

	// the image has no shell, which the container's own strategy looks through, and a
	// request would be tried only once a second
	private static WaitStrategy untilItListens() {
		return Wait.forLogMessage("Mock Ollama server at .*\\s", 1);
	}

	/**
	 * An {@link OllamaContainer}, whatever its image is called.
	 */
	@Nested
	@Testcontainers
	class OfAnOllamaContainer extends Calls {

		@Container
		@ServiceConnection
		static final OllamaContainer ollama = new OllamaContainer(MockOllamaImage.build()).waitingFor(untilItListens());

		@Test
		void addressIsThatOfTheContainer(@Autowired OllamaGenerateConnectionDetails details) {
			assertThat(details.getBaseUrl()).isEqualTo(ollama.getEndpoint());
		}

	}

	/**
	 * Any container that is called by its name.
	 */
	@Nested
	@Testcontainers
	class OfAContainerWithTheName extends Calls {

		@Container
		@ServiceConnection("ollama")
		static final GenericContainer<?> ollama = new GenericContainer<>(MockOllamaImage.build())
			.withExposedPorts(11434)
			.waitingFor(untilItListens());

	}

	/**
	 * Any container whose image has the name of Ollama's.
	 */
	@Nested
	@Testcontainers
	class OfAContainerOfTheImage extends Calls {

		@Container
		@ServiceConnection
		static final GenericContainer<?> ollama = new GenericContainer<>(MockOllamaImage.build())
			.withExposedPorts(11434)
			.waitingFor(untilItListens());

	}

	/**
	 * What each connection has to carry.
	 */
	@SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
			properties = { "ollama.base-url=http://localhost:1", "ollama.generate.model=gemma3" })
	abstract static class Calls {

		@Test
		void serverIsAskedForItsVersion(@Autowired OllamaServerClient server) {
			assertThat(server.version().block(Duration.ofSeconds(10))).isNotBlank();
		}

		@Test
		void answerIsStreamed(@Autowired GenerateOperations ollama) {
			List<String> pieces = ollama.prompt("Why is the sky blue?")
				.stream()
				.content()
				.collectList()
				.block(Duration.ofSeconds(30));
			assertThat(pieces).hasSizeGreaterThan(3);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ OllamaGenerateAutoConfiguration.class, WebClientAutoConfiguration.class })
	static class Application {

	}

}
