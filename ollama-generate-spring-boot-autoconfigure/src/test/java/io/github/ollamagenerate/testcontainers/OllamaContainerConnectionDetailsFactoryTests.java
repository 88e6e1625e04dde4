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

package io.github.ollamagenerate.testcontainers;

import io.github.ollamagenerate.autoconfigure.OllamaGenerateConnectionDetails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.ollama.OllamaContainer;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.context.ImportTestcontainers;
import org.springframework.boot.testcontainers.service.connection.PemTrustStore;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link OllamaContainerConnectionDetailsFactory}. Containers that run are in
 * the integration tests.
 */
class OllamaContainerConnectionDetailsFactoryTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ServiceConnectionAutoConfiguration.class));

	@ParameterizedTest
	@ValueSource(classes = { OfTheImage.class, WithTheName.class, OfTheType.class })
	void addressIsThatOfTheMappedPort(Class<?> containers) {
		this.runner.withUserConfiguration(containers).run((context) -> {
			OllamaGenerateConnectionDetails details = context.getBean(OllamaGenerateConnectionDetails.class);
			assertThat(details.getBaseUrl()).isEqualTo("http://docker.example:32768");
			assertThat(details.getSslBundle()).isNull();
			assertThat(details.getApiKey()).isNull();
		});
	}

	@Test
	void certificateMeansTls() {
		this.runner.withUserConfiguration(WithACertificate.class).run((context) -> {
			OllamaGenerateConnectionDetails details = context.getBean(OllamaGenerateConnectionDetails.class);
			assertThat(details.getBaseUrl()).isEqualTo("https://docker.example:32768");
			assertThat(details.getSslBundle()).isNotNull();
		});
	}

	@Test
	void containerOfAnotherKindIsNoOllama() {
		this.runner.withUserConfiguration(OfAnotherImage.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("No ConnectionDetails found for source"));
	}

	private static <C extends GenericContainer<?>> C running(C container, String image) {
		given(container.getDockerImageName()).willReturn(image);
		given(container.isRunning()).willReturn(true);
		given(container.getHost()).willReturn("docker.example");
		given(container.getMappedPort(11434)).willReturn(32768);
		return container;
	}

	@ImportTestcontainers
	static class OfTheImage {

		@ServiceConnection
		static final GenericContainer<?> ollama = running(mock(GenericContainer.class), "ollama/ollama:0.12");

	}

	@ImportTestcontainers
	static class WithTheName {

		@ServiceConnection("ollama")
		static final GenericContainer<?> ollama = running(mock(GenericContainer.class), "localhost/other");

	}

	@ImportTestcontainers
	static class OfTheType {

		@ServiceConnection
		static final OllamaContainer ollama = running(mock(OllamaContainer.class), "localhost/other");

	}

	@ImportTestcontainers
	static class WithACertificate {

		@ServiceConnection
		@PemTrustStore(certificate = "file:ca.pem")
		static final GenericContainer<?> ollama = running(mock(GenericContainer.class), "ollama/ollama");

	}

	@ImportTestcontainers
	static class OfAnotherImage {

		@ServiceConnection
		static final GenericContainer<?> postgres = running(mock(GenericContainer.class), "postgres");

	}

}
