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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.ollamagenerate.GenerateRejectedException;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.server.OllamaServerClient;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the limits on concurrent requests.
 */
class ConnectionLimitTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private MockOllamaServer server;

	private ApplicationContextRunner runner;

	@BeforeEach
	void start() {
		this.server = MockOllamaServer.start();
		this.runner = OllamaContextRunner.with()
			.withPropertyValues("ollama.base-url=" + this.server.url(), "ollama.generate.model=gemma3");
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void withoutALimitNoStreamWaitsForAnother() {
		int streams = 501;
		for (int i = 0; i < streams; i++) {
			this.server.enqueue(MockAnswer.tokens("a").thenStall());
		}
		this.runner.run((context) -> {
			GenerateTemplate ollama = context.getBean(GenerateTemplate.class);
			assertThat(Flux.range(0, streams)
				.flatMap((i) -> ollama.prompt("p").stream().content().concatWith(Flux.never()), streams)
				.take(streams)
				.collectList()
				.block(TIMEOUT)).hasSize(streams);
		});
	}

	@Test
	void serverNeverSeesMoreThanTheLimit() {
		this.runner.withPropertyValues("ollama.max-connections=2", "ollama.pending-acquire-max-count=-1")
			.run((context) -> {
				GenerateTemplate ollama = context.getBean(GenerateTemplate.class);
				List<CompletableFuture<String>> answers = IntStream.range(0, 100)
					.mapToObj((i) -> ollama.prompt("p").mono().content().toFuture())
					.toList();
				assertThat(answers).allSatisfy((answer) -> assertThat(answer).succeedsWithin(TIMEOUT));
				assertThat(this.server.requestCount()).isEqualTo(100);
				assertThat(this.server.connectionCount()).isLessThanOrEqualTo(2);
			});
	}

	@Test
	void fullQueueIsARejectionThatNamesTheProperty() {
		this.server.enqueue(MockAnswer.stall());
		this.runner.withPropertyValues("ollama.max-connections=1", "ollama.pending-acquire-max-count=1")
			.run((context) -> {
				GenerateTemplate ollama = context.getBean(GenerateTemplate.class);
				Disposable busy = ollama.prompt("p").mono().content().subscribe();
				this.server.takeRequest();
				Disposable waiting = ollama.prompt("p").mono().content().subscribe();
				assertThatExceptionOfType(GenerateRejectedException.class)
					.isThrownBy(() -> ollama.prompt("p").call().content())
					.withMessageContaining("ollama.max-connections")
					.withMessageContaining("ollama.pending-acquire-max-count");
				waiting.dispose();
				busy.dispose();
				// the pool takes note of both on a thread of its own
				Awaitility.await()
					.ignoreExceptionsInstanceOf(GenerateRejectedException.class)
					.until(() -> !ollama.prompt("p").call().content().isEmpty());
			});
	}

	@Test
	void waitThatIsTooLongIsARejectionThatNamesTheProperty() {
		this.server.enqueue(MockAnswer.stall());
		this.runner.withPropertyValues("ollama.max-connections=1", "ollama.pending-acquire-timeout=100ms")
			.run((context) -> {
				GenerateTemplate ollama = context.getBean(GenerateTemplate.class);
				Disposable busy = ollama.prompt("p").mono().content().subscribe();
				this.server.takeRequest();
				assertThatExceptionOfType(GenerateRejectedException.class)
					.isThrownBy(() -> ollama.prompt("p").stream().content().blockLast(TIMEOUT))
					.withMessageContaining("ollama.pending-acquire-timeout");
				busy.dispose();
			});
	}

	@Test
	void serverIsAskedAboutItselfWhileEachConnectionIsInUse() {
		this.server.enqueue(MockAnswer.stall());
		this.runner.withPropertyValues("ollama.max-connections=1").run((context) -> {
			Disposable busy = context.getBean(GenerateTemplate.class).prompt("p").mono().content().subscribe();
			this.server.takeRequest();
			assertThat(context.getBean(OllamaServerClient.class).version().block(TIMEOUT)).isNotEmpty();
			busy.dispose();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "ollama.max-connections=0", "ollama.pending-acquire-max-count=-2",
			"ollama.pending-acquire-timeout=-1s", "ollama.generate.timeout.first-chunk=-1s",
			"ollama.generate.timeout.idle=-1s", "ollama.generate.timeout.total=-1s",
			"ollama.generate.retry.max-attempts=0", "ollama.generate.retry.delay=-1s",
			"ollama.generate.retry.max-delay=-1s", "ollama.generate.options.num-ctx=-1" })
	void valueThatCannotWorkFailsStartUpByTheNameOfItsProperty(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining(property.substring(0, property.indexOf('='))));
	}

	@Test
	void globalReadTimeoutOfOtherClientsChangesNothing() {
		this.server.enqueue(MockAnswer.tokens("a", "b").delay(Duration.ofMillis(300)).pause(Duration.ofMillis(300)));
		this.runner
			.withConfiguration(
					AutoConfigurations.of(ReactiveHttpClientAutoConfiguration.class, WebClientAutoConfiguration.class))
			.withPropertyValues("spring.http.clients.read-timeout=100ms")
			.run((context) -> assertThat(context.getBean(GenerateTemplate.class).prompt("p").call().content())
				.isEqualTo("ab"));
	}

}
