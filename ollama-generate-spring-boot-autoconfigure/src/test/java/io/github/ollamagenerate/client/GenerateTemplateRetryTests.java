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

import java.io.IOException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.RateLimitedException;
import io.github.ollamagenerate.ServerBusyException;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the retry of {@link GenerateTemplate}.
 */
@ExtendWith({ MockOllamaExtension.class, BufferLeakDetector.Extension.class, BlockingCallDetector.Extension.class })
class GenerateTemplateRetryTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final Duration DELAY = Duration.ofMillis(10);

	private static final String NAME = "ollama.client.generate.operation";

	private static final MockAnswer BUSY = MockAnswer.json(503, "{\"error\":\"server busy\"}");

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private MockOllamaServer server;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
	}

	private ObservationRegistry observations() {
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.meters));
		return observations;
	}

	private GenerateTemplate.Builder template() {
		return GenerateTemplate.builder(WebClient.builder())
			.baseUrl(this.server.url())
			.observationRegistry(observations())
			.retry(3, DELAY, TIMEOUT)
			.defaultRequest((request) -> request.model("m"));
	}

	@Test
	void eachRetryIsCountedWithinOneObservation() {
		this.server.enqueue(BUSY);
		this.server.enqueue(BUSY);
		this.server.enqueue(MockAnswer.tokens("a"));
		assertThat(template().build().prompt("p").call().content()).isEqualTo("a");
		assertThat(this.server.requestCount()).isEqualTo(3);
		assertThat(this.meters.get(NAME + ".retry").counter().count()).isEqualTo(2);
		assertThat(this.meters.get(NAME).tag("outcome", "SUCCESS").timers()).singleElement()
			.satisfies((timer) -> assertThat(timer.count()).isEqualTo(1));
	}

	@Test
	void observationOfTheCallerIsNotCountedOn() {
		this.server.enqueue(BUSY);
		this.server.enqueue(MockAnswer.tokens("a"));
		Observation caller = Observation.start("caller", observations());
		StepVerifier
			.create(template().observationRegistry(ObservationRegistry.NOOP)
				.build()
				.prompt("p")
				.mono()
				.content()
				.contextWrite((context) -> context.put(ObservationThreadLocalAccessor.KEY, caller)))
			.expectNext("a")
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.meters.find("caller.retry").counter()).isNull();
	}

	@Test
	void lastRefusalIsTheOneThatIsTold() {
		for (int i = 1; i <= 3; i++) {
			this.server.enqueue(MockAnswer.json(503, "{\"error\":\"busy " + i + "\"}"));
		}
		assertThatExceptionOfType(ServerBusyException.class)
			.isThrownBy(() -> template().build().prompt("p").call().content())
			.satisfies((ex) -> assertThat(ex.serverText()).isEqualTo("busy 3"));
		assertThat(this.server.requestCount()).isEqualTo(3);
	}

	@Test
	void oneAttemptMeansNoRetry() {
		this.server.enqueue(BUSY);
		assertThatExceptionOfType(ServerBusyException.class)
			.isThrownBy(() -> template().retry(1, DELAY, TIMEOUT).build().prompt("p").call().content());
		assertThat(this.server.requestCount()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 404, 408, 422, 429, 500, 501, 504 })
	void otherRefusalsAreFinal(int status) {
		this.server.enqueue(MockAnswer.json(status, "{\"error\":\"no\"}"));
		assertThatExceptionOfType(GenerateResponseException.class)
			.isThrownBy(() -> template().build().prompt("p").call().content());
		assertThat(this.server.requestCount()).isEqualTo(1);
	}

	@Test
	void afterTheFirstChunkNothingIsRetried() {
		this.server.enqueue(MockAnswer.tokens("a").thenError("busy"));
		this.server.enqueue(MockAnswer.lines("{\"model\":\"m\",\"response\":\"a\",\"done\":false}",
				"{\"StatusCode\":503,\"Status\":\"503\",\"error\":\"busy\"}"));
		for (int i = 1; i <= 2; i++) {
			assertThatExceptionOfType(GenerateResponseException.class)
				.isThrownBy(() -> template().build().prompt("p").call().content())
				.satisfies((ex) -> assertThat(ex.partialResponse().response()).isEqualTo("a"));
			assertThat(this.server.requestCount()).isEqualTo(i);
		}
	}

	@Test
	void retryAfterIsWaitedFor() {
		this.server.enqueue(MockAnswer.json(429, "{\"error\":\"slow down\"}").header("Retry-After", "0"));
		this.server.enqueue(MockAnswer.tokens("a"));
		assertThat(template().build().prompt("p").call().content()).isEqualTo("a");
		this.server.enqueue(BUSY.header("Retry-After", "1"));
		this.server.enqueue(MockAnswer.tokens("a"));
		long start = System.nanoTime();
		assertThat(template().build().prompt("p").call().content()).isEqualTo("a");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
	}

	@ParameterizedTest
	@ValueSource(ints = { 429, 503 })
	void retryAfterThatIsTooLongIsNotWaitedFor(int status) {
		this.server.enqueue(MockAnswer.json(status, "{\"error\":\"later\"}").header("Retry-After", "3600"));
		assertThatExceptionOfType(GenerateResponseException.class)
			.isThrownBy(() -> template().build().prompt("p").call().content())
			.satisfies((ex) -> assertThat(ex.retryAfter()).isEqualTo(Duration.ofHours(1)));
		assertThat(this.server.requestCount()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "soon", "5 minutes", "Wed, 25 Nov" })
	void retryAfterThatCannotBeReadIsNone(String value) {
		this.server.enqueue(MockAnswer.json(429, "{\"error\":\"no\"}").header("Retry-After", value));
		assertThatExceptionOfType(RateLimitedException.class)
			.isThrownBy(() -> template().build().prompt("p").call().content())
			.satisfies((ex) -> assertThat(ex.retryAfter()).isNull());
	}

	@Test
	void refusedConnectionIsTriedAgainUntilTheServerIsThere() throws IOException {
		int port = freePort();
		GenerateTemplate template = template().baseUrl("http://localhost:" + port)
			.retry(100, DELAY, Duration.ofMillis(50))
			.build();
		CompletableFuture<String> answer = template.prompt("p").model("gemma3").mono().content().toFuture();
		Awaitility.await().until(() -> this.meters.find(NAME + ".retry").counter() != null);
		try (MockOllamaServer late = MockOllamaServer.start(port)) {
			assertThat(answer).succeedsWithin(TIMEOUT);
			assertThat(late.requestCount()).isEqualTo(1);
		}
	}

	@Test
	void refusedConnectionIsTriedThreeTimes() throws IOException {
		GenerateTemplate template = template().baseUrl("http://localhost:" + freePort()).build();
		assertThatExceptionOfType(GenerateRequestException.class)
			.isThrownBy(() -> template.prompt("p").call().content());
		assertThat(this.meters.get(NAME + ".retry").counter().count()).isEqualTo(2);
	}

	@Test
	void hostWithoutARouteIsTriedThreeTimes() {
		GenerateTemplate template = GenerateTemplate
			.builder(WebClient.builder()
				.filter((request,
						next) -> Mono.error(new WebClientRequestException(new NoRouteToHostException("no route"),
								request.method(), request.url(), request.headers()))))
			.baseUrl("http://localhost:1")
			.observationRegistry(observations())
			.retry(3, DELAY, TIMEOUT)
			.defaultRequest((request) -> request.model("m"))
			.build();
		assertThatExceptionOfType(GenerateRequestException.class)
			.isThrownBy(() -> template.prompt("p").call().content())
			.withMessageContaining("there is no route to localhost")
			.withMessageContaining("ollama.base-url");
		assertThat(this.meters.get(NAME + ".retry").counter().count()).isEqualTo(2);
	}

	@Test
	void unknownHostIsNotTriedAgain() {
		GenerateTemplate template = template().baseUrl("http://no-such-host.invalid").build();
		assertThatExceptionOfType(GenerateRequestException.class)
			.isThrownBy(() -> template.prompt("p").call().content());
		assertThat(this.meters.find(NAME + ".retry").counter()).isNull();
	}

	@Test
	void cancelEndsTheWaitForTheNextAttempt() {
		this.server.enqueue(BUSY);
		StepVerifier.create(template().retry(3, TIMEOUT, TIMEOUT).build().prompt("p").mono().content())
			.then(this.server::takeRequest)
			.thenCancel()
			.verify(TIMEOUT);
		assertThat(this.meters.get(NAME).tag("outcome", "CANCELLED").timer().count()).isEqualTo(1);
		assertThat(this.server.requestCount()).isEqualTo(1);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
