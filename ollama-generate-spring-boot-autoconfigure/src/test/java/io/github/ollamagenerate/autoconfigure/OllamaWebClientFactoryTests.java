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

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webclient.observation.ObservationWebClientCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OllamaWebClientFactory}.
 */
class OllamaWebClientFactoryTests {

	private final OllamaProperties properties = new OllamaProperties();

	private final List<ClientRequest> requests = new ArrayList<>();

	private final List<OllamaWebClientFactory> factories = new ArrayList<>();

	OllamaWebClientFactoryTests() {
		this.properties.setBaseUrl("http://gpu:11434");
	}

	@AfterEach
	void destroy() {
		this.factories.forEach(OllamaWebClientFactory::destroy);
	}

	@Test
	void bothClientsSendTheHeadersOfTheProperties() {
		this.properties.setApiKey("key");
		this.properties.setHeaders(Map.of("X-Team", "green"));
		OllamaWebClientFactory factory = factory();
		for (WebClient.Builder builder : List.of(factory.forGenerations(), factory.forServer())) {
			HttpHeaders headers = send(builder);
			assertThat(headers.getFirst(HttpHeaders.AUTHORIZATION)).isEqualTo("Bearer key");
			assertThat(headers.getFirst("X-Team")).isEqualTo("green");
		}
	}

	@Test
	void headersAreReadAgainForEachClient() {
		OllamaWebClientFactory factory = factory();
		this.properties.setApiKey("old");
		WebClient.Builder before = factory.forGenerations();
		this.properties.setApiKey("new");
		assertThat(send(factory.forGenerations()).getFirst(HttpHeaders.AUTHORIZATION)).isEqualTo("Bearer new");
		assertThat(send(before).getFirst(HttpHeaders.AUTHORIZATION)).isEqualTo("Bearer old");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void warningOfAKeyIsLoggedOnceForTheSameSettings(CapturedOutput output) {
		OllamaWebClientFactory factory = factory();
		this.properties.setApiKey("canary");
		factory.forGenerations();
		factory.forServer();
		assertThat(output).containsOnlyOnce("The key is sent to http://gpu:11434").doesNotContain("canary");
		this.properties.setBaseUrl("http://other:11434");
		factory.forGenerations();
		assertThat(output).containsOnlyOnce("The key is sent to http://other:11434");
	}

	@Test
	void lastCustomizerWinsForBothClients() {
		OllamaWebClientFactory factory = factory((builder) -> builder.defaultHeader("X-Order", "1"),
				(builder) -> builder.defaultHeader("X-Order", "2"));
		assertThat(send(factory.forGenerations()).get("X-Order")).containsExactly("2");
		assertThat(send(factory.forServer()).get("X-Order")).containsExactly("2");
	}

	@Test
	void destroyedFactoryMakesNoConnection() {
		OllamaWebClientFactory factory = factory();
		WebClient.Builder generations = factory.forGenerations();
		WebClient.Builder server = factory.forServer();
		factory.destroy();
		for (WebClient.Builder builder : List.of(generations, server)) {
			assertThatExceptionOfType(Exception.class)
				.isThrownBy(() -> builder.build()
					.get()
					.uri("http://127.0.0.1:1")
					.retrieve()
					.toBodilessEntity()
					.block(Duration.ofSeconds(10)))
				.withStackTraceContaining("The application context is closed");
		}
	}

	private OllamaWebClientFactory factory(OllamaWebClientCustomizer... customizers) {
		OllamaWebClientFactory factory = new OllamaWebClientFactory(this.properties,
				new PropertiesOllamaGenerateConnectionDetails(this.properties, null),
				new StaticListableBeanFactory().getBeanProvider(ObservationWebClientCustomizer.class),
				List.of(customizers));
		this.factories.add(factory);
		return factory;
	}

	private HttpHeaders send(WebClient.Builder builder) {
		builder.clone().filters((filters) -> filters.add((request, next) -> {
			this.requests.add(request);
			return Mono.just(ClientResponse.create(HttpStatus.OK).build());
		})).build().get().uri(URI.create("http://gpu:11434/api/tags")).retrieve().toBodilessEntity().block();
		return this.requests.get(this.requests.size() - 1).headers();
	}

}
