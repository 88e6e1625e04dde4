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

package io.github.ollamagenerate.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RecordedRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for giving up on {@link GenerateTemplate}: the server sees it, whatever the way.
 */
@ExtendWith({ OutputCaptureExtension.class, MockOllamaExtension.class, BufferLeakDetector.Extension.class,
		BlockingCallDetector.Extension.class })
class GenerateTemplateCancelTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final Duration SHORT = Duration.ofMillis(100);

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private MockOllamaServer server;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
	}

	@AfterEach
	void stop(CapturedOutput output) {
		assertThat(output).doesNotContain("onErrorDropped").doesNotContain("LEAK");
	}

	private GenerateTemplate template(boolean aggregate) {
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.meters));
		return GenerateTemplate.builder(WebClient.builder())
			.baseUrl(this.server.url())
			.aggregate(aggregate)
			.observationRegistry(observations)
			.defaultRequest((request) -> request.model("gemma3"))
			.build();
	}

	@Test
	@DisplayName("R11: cancel closes the connection and nothing stays active")
	void subscriberThatHasEnough() {
		this.server.enqueue(MockAnswer.tokens("a", "b", "c").thenStall());
		StepVerifier.create(template(true).prompt("p").stream().content().take(2))
			.expectNext("a", "b")
			.expectComplete()
			.verify(TIMEOUT);
		assertCancelled();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void disposalWhileTheModelIsSilent(boolean aggregate) {
		this.server.enqueue(MockAnswer.stall());
		Disposable answer = template(aggregate).prompt("p").mono().content().subscribe();
		RecordedRequest request = this.server.takeRequest();
		assertThat(request.connectionClosed()).isNotDone();
		answer.dispose();
		assertCancelled(request);
	}

	@Test
	void disposalInMidAnswer() {
		this.server.enqueue(MockAnswer.tokens("a").thenStall());
		CompletableFuture<String> first = new CompletableFuture<>();
		Disposable answer = template(true).prompt("p").stream().content().subscribe(first::complete);
		assertThat(first).succeedsWithin(TIMEOUT);
		answer.dispose();
		assertCancelled();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void timeoutOfTheSubscriber(boolean aggregate) {
		this.server.enqueue(MockAnswer.stall());
		StepVerifier.create(template(aggregate).prompt("p").mono().content().timeout(SHORT))
			.expectError(TimeoutException.class)
			.verify(TIMEOUT);
		assertCancelled();
	}

	@Test
	void fasterOneOfTwo() {
		this.server.enqueue(MockAnswer.stall());
		Mono<String> slow = template(true).prompt("p").mono().content();
		Mono<String> fast = Mono.fromCallable(this.server::takeRequest).map((request) -> {
			assertThat(request.connectionClosed()).isNotDone();
			return "fast";
		});
		StepVerifier.create(Mono.firstWithValue(List.of(slow, fast)))
			.expectNext("fast")
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.meters.get("ollama.client.generate.operation").tag("outcome", "CANCELLED").timer().count())
			.isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void interruptOfABlockedThread(BlockingMethod method) throws InterruptedException {
		this.server.enqueue(MockAnswer.stall());
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		CompletableFuture<Boolean> marked = new CompletableFuture<>();
		Thread caller = new Thread(() -> {
			try {
				method.call.apply(template(true));
			}
			catch (Throwable ex) {
				failure.complete(ex);
			}
			marked.complete(Thread.currentThread().isInterrupted());
		}, "caller");
		caller.start();
		RecordedRequest request = this.server.takeRequest();
		caller.interrupt();
		assertThat(failure).succeedsWithin(TIMEOUT)
			.isInstanceOf(GenerateRequestException.class)
			.asString()
			.contains("'caller' was interrupted while it waited");
		assertThat(marked).succeedsWithin(TIMEOUT).isEqualTo(true);
		caller.join();
		assertCancelled(request);
	}

	private void assertCancelled() {
		assertCancelled(this.server.takeRequest());
	}

	private void assertCancelled(RecordedRequest request) {
		assertThat(request.awaitConnectionClosed(Duration.ofSeconds(1))).isTrue();
		assertThat(this.meters.get("ollama.client.generate.operation").timers()).singleElement().satisfies((timer) -> {
			assertThat(timer.getId().getTag("outcome")).isEqualTo("CANCELLED");
			assertThat(timer.count()).isEqualTo(1);
		});
		assertThat(this.meters.get("ollama.client.generate.operation.active").longTaskTimer().activeTasks()).isZero();
	}

	enum BlockingMethod {

		CALL((template) -> template.prompt("p").call().content()),

		LOAD((template) -> template.load("gemma3")),

		UNLOAD((template) -> template.unload("gemma3"));

		private final Function<GenerateTemplate, Object> call;

		BlockingMethod(Function<GenerateTemplate, Object> call) {
			this.call = call;
		}

	}

}
