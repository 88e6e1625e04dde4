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

package io.github.ollamagenerate.autoconfigure.endpoint;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.autoconfigure.OllamaContextRunner;
import io.github.ollamagenerate.endpoint.OllamaEndpoint;
import io.github.ollamagenerate.endpoint.OllamaEndpoint.ConnectionsDescriptor;
import io.github.ollamagenerate.endpoint.OllamaEndpoint.ContextUsageDescriptor;
import io.github.ollamagenerate.endpoint.OllamaEndpoint.OllamaDescriptor;
import io.github.ollamagenerate.endpoint.OllamaEndpoint.RequestsDescriptor;
import io.github.ollamagenerate.server.ModelPull;
import io.github.ollamagenerate.server.OllamaServerClient;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.Disposable;
import reactor.core.publisher.Sinks;

import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OllamaEndpointAutoConfiguration}.
 */
@ExtendWith(MockOllamaExtension.class)
class OllamaEndpointAutoConfigurationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final ApplicationContextRunner runner = OllamaContextRunner.with(OllamaEndpointAutoConfiguration.class);

	private MockOllamaServer server;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
	}

	@Test
	void requestsAreShownByModel() {
		this.server.enqueue(MockAnswer.tokens("Light").thenStall()).enqueue(MockAnswer.stall());
		exposed("ollama.max-connections=2").run((context) -> {
			OllamaEndpoint endpoint = context.getBean(OllamaEndpoint.class);
			assertThat(endpoint.ollama().requests()).isEmpty();
			GenerateOperations ollama = context.getBean(GenerateOperations.class);
			Sinks.One<String> first = Sinks.one();
			Disposable answering = ollama.prompt("p").stream().content().subscribe(first::tryEmitValue);
			assertThat(first.asMono().block(TIMEOUT)).isEqualTo("Light");
			Disposable waiting = ollama.prompt("p").mono().content().subscribe();
			this.server.takeRequest();
			this.server.takeRequest();
			Disposable pending = ollama.prompt("p").model("llama3.2").mono().content().subscribe();
			OllamaDescriptor descriptor = endpoint.ollama();
			assertThat(descriptor.requests()).containsOnly(Map.entry("gemma3", new RequestsDescriptor(2, 1, null)),
					Map.entry("llama3.2", new RequestsDescriptor(1, 1, null)));
			assertThat(descriptor.connections()).isEqualTo(new ConnectionsDescriptor(2, 1, 2));
			List.of(pending, waiting, answering).forEach(Disposable::dispose);
			assertThat(endpoint.ollama().requests()).isEmpty();
		});
	}

	@Test
	void contextUsageIsThatOfTheMeter() {
		exposed("ollama.generate.options.num-ctx=100").run((context) -> {
			GenerateOperations ollama = context.getBean(GenerateOperations.class);
			List<Integer> tokens = Stream.of("short", "not as short as the other one")
				.map((prompt) -> ollama.prompt(prompt).call().response().metrics().promptEvalCount())
				.toList();
			RequestsDescriptor requests = context.getBean(OllamaEndpoint.class).ollama().requests().get("gemma3");
			assertThat(requests.active()).isZero();
			assertThat(requests.contextUsage())
				.isEqualTo(new ContextUsageDescriptor((tokens.get(0) + tokens.get(1)) / 2.0, tokens.get(1)));
		});
	}

	@Test
	void pullsInProgressAreShown() {
		this.server.enqueue("/api/pull", MockAnswer.stall());
		exposed("ollama.generate.model=gemma3").run((context) -> {
			Disposable pull = context.getBean(OllamaServerClient.class).pull("llama3.2").subscribe();
			this.server.takeRequest("/api/pull");
			OllamaEndpoint endpoint = context.getBean(OllamaEndpoint.class);
			assertThat(endpoint.ollama().pulls()).containsExactly(new ModelPull("llama3.2", null, 0, 0));
			pull.dispose();
			assertThat(endpoint.ollama().pulls()).isEmpty();
		});
	}

	@Test
	void endpointIsThereWhenExposed() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=ollama")
			.run((context) -> assertThat(context).hasSingleBean(OllamaEndpoint.class));
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(OllamaEndpoint.class));
		this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=ollama",
					"management.endpoint.ollama.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(OllamaEndpoint.class));
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=ollama", "ollama.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(OllamaEndpoint.class));
	}

	private ApplicationContextRunner exposed(String property) {
		return OllamaContextRunner
			.withMeters(OllamaEndpointAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
					SimpleMetricsExportAutoConfiguration.class)
			.withPropertyValues("management.endpoints.web.exposure.include=ollama", "ollama.generate.model=gemma3",
					"ollama.base-url=" + this.server.url(), property);
	}

}
