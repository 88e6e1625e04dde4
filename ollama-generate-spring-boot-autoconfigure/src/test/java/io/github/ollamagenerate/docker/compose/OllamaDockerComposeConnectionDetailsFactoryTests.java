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

package io.github.ollamagenerate.docker.compose;

import java.util.List;
import java.util.Map;

import io.github.ollamagenerate.autoconfigure.OllamaGenerateConnectionDetails;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link OllamaDockerComposeConnectionDetailsFactory}. Services that run are in
 * the integration tests.
 */
class OllamaDockerComposeConnectionDetailsFactoryTests {

	private static final String LABEL = "org.springframework.boot.service-connection";

	@ParameterizedTest
	@CsvSource({ "ollama/ollama, true", "ollama/ollama:0.12, true", "ghcr.io/ollama/ollama, true",
			"library/ollama, true", "ollama/quantize, false", "postgres, false" })
	void serviceIsKnownByItsImage(String image, boolean isKnown) {
		assertThat(details(image, Map.of()) != null).isEqualTo(isKnown);
	}

	@Test
	void labelSaysWhatTheImageDoesNot() {
		assertThat(details("postgres", Map.of(LABEL, "ollama"))).isNotNull();
		assertThat(details("ollama/ollama", Map.of(LABEL, "postgres"))).isNull();
	}

	@Test
	void addressIsThatOfThePublishedPort() {
		OllamaGenerateConnectionDetails details = details("ollama/ollama", Map.of());
		assertThat(details.getBaseUrl()).isEqualTo("http://docker.example:32768");
		assertThat(details.getSslBundle()).isNull();
		assertThat(details.getApiKey()).isNull();
	}

	@Test
	void labelsOfACertificateMeanTls() {
		OllamaGenerateConnectionDetails details = details("ollama/ollama",
				Map.of("org.springframework.boot.sslbundle.pem.truststore.certificate", "file:ca.pem"));
		assertThat(details.getBaseUrl()).isEqualTo("https://docker.example:32768");
		assertThat(details.getSslBundle()).isNotNull();
	}

	private static @Nullable OllamaGenerateConnectionDetails details(String image, Map<String, String> labels) {
		DockerComposeConnectionSource source = mock();
		given(source.getRunningService()).willReturn(new Service(ImageReference.of(image), labels));
		return new OllamaDockerComposeConnectionDetailsFactory().getConnectionDetails(source);
	}

	private record Service(ImageReference image, Map<String, String> labels) implements RunningService {

		@Override
		public String name() {
			return "ai";
		}

		@Override
		public String host() {
			return "docker.example";
		}

		@Override
		public ConnectionPorts ports() {
			return new Ports();
		}

		@Override
		public Map<String, String> env() {
			return Map.of();
		}

	}

	private record Ports() implements ConnectionPorts {

		@Override
		public int get(int containerPort) {
			assertThat(containerPort).isEqualTo(11434);
			return 32768;
		}

		@Override
		public List<Integer> getAll() {
			return List.of(32768);
		}

		@Override
		public List<Integer> getAll(@Nullable String protocol) {
			return getAll();
		}

	}

}
