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

package io.github.ollamagenerate.endpoint;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.endpoint.OllamaEndpoint.ConnectionsDescriptor;
import io.github.ollamagenerate.endpoint.OllamaEndpoint.OllamaDescriptor;
import io.github.ollamagenerate.server.OllamaServerClient;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OllamaEndpoint}.
 */
@ExtendWith(MockOllamaExtension.class)
class OllamaEndpointTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final ConnectionsDescriptor IDLE = new ConnectionsDescriptor(0, 0, null);

	private MockOllamaServer server;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
		// the first client of a JVM takes longer to start than the endpoint waits on a
		// busy machine
		new OllamaServerClient(WebClient.builder(), server.url()).version().block(TIMEOUT);
	}

	private OllamaEndpoint endpoint(String model) {
		return new OllamaEndpoint(new OllamaServerClient(WebClient.builder(), this.server.url()), model, Map::of,
				() -> IDLE);
	}

	@Test
	void serverIsShownWithItsModels() {
		GenerateTemplate.builder(WebClient.builder()).baseUrl(this.server.url()).build().load("gemma3");
		OllamaDescriptor descriptor = endpoint("gemma3").ollama();
		assertThat(descriptor.version()).isEqualTo("0.0.0-mock");
		assertThat(descriptor.model()).isEqualTo("gemma3");
		assertThat(descriptor.modelPresent()).isTrue();
		assertThat(descriptor.loaded()).singleElement().satisfies((model) -> {
			assertThat(model.name()).isEqualTo("gemma3:latest");
			assertThat(model.size()).isPositive();
			assertThat(model.contextLength()).isPositive();
			assertThat(model.expiresAt()).isNotEmpty();
		});
	}

	@Test
	void missingModelAndNoModelAreShown() {
		assertThat(endpoint("missing").ollama().modelPresent()).isFalse();
		assertThat(endpoint(null).ollama().modelPresent()).isNull();
		assertThat(endpoint(" ").ollama().model()).isNull();
	}

	@Test
	void serverThatIsNotThereIsShownAsUnknown() {
		this.server.close();
		assertThat(endpoint("gemma3").ollama())
			.isEqualTo(new OllamaDescriptor(null, "gemma3", null, null, Map.of(), IDLE, List.of()));
	}

}
