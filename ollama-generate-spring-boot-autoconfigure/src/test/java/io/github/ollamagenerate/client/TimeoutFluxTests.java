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
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateTimeoutException;
import io.github.ollamagenerate.GenerateTimeoutException.Phase;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TimeoutFlux}: the network and the clock never speak at once.
 */
class TimeoutFluxTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final Timeout TIMED_OUT = new Timeout(Phase.IDLE, Duration.ofSeconds(3));

	private final TestPublisher<GenerateResponse> network = TestPublisher.create();

	private final Sinks.One<Timeout> clock = Sinks.one();

	private final ResponseAccumulator received = new ResponseAccumulator();

	private final Flux<GenerateResponse> chunks = chunks(this.network);

	private Flux<GenerateResponse> chunks(TestPublisher<GenerateResponse> network) {
		ExceptionTranslator exceptions = new ExceptionTranslator("m", URI.create("http://localhost"));
		return TimeoutFlux.of(network.flux(), this.clock.asMono(), this.received, this.received::add, () -> exceptions);
	}

	private static GenerateResponse chunk(String text, boolean done) {
		return new GenerateResponse("m", null, text, null, done, done ? "stop" : null, null, List.of(), null, null,
				GenerateResponse.Metrics.none(), Map.of());
	}

	@Test
	void timeThatIsOverCancelsAndTellsWhatHadArrived() {
		StepVerifier.create(this.chunks)
			.then(() -> this.network.next(chunk("a", false)))
			.expectNextCount(1)
			.then(() -> this.clock.tryEmitValue(TIMED_OUT))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(GenerateTimeoutException.class,
					(timeout) -> assertThat(timeout.partialResponse()).extracting(GenerateResponse::response)
						.isEqualTo("a")))
			.verify(TIMEOUT);
		this.network.assertCancelled();
	}

	@Test
	void timeThatIsOverWhileAChunkIsDeliveredEndsAfterIt() {
		StepVerifier
			.create(this.chunks.doOnNext((chunk) -> this.clock.tryEmitValue(TIMED_OUT)).map(GenerateResponse::response))
			.then(() -> this.network.next(chunk("a", false)))
			.expectNext("a")
			.expectError(GenerateTimeoutException.class)
			.verify(TIMEOUT);
		this.network.assertCancelled();
	}

	@Test
	void nothingComesAfterTheTimeIsOver() {
		TestPublisher<GenerateResponse> stubborn = TestPublisher
			.createNoncompliant(TestPublisher.Violation.CLEANUP_ON_TERMINATE);
		StepVerifier.create(chunks(stubborn)).then(() -> {
			this.clock.tryEmitValue(TIMED_OUT);
			stubborn.next(chunk("late", false));
			stubborn.error(new IllegalStateException("late"));
		}).expectError(GenerateTimeoutException.class).verify(TIMEOUT);
	}

	@Test
	void nothingComesAfterACancellation() {
		StepVerifier.create(this.chunks.doOnNext((chunk) -> this.clock.tryEmitValue(TIMED_OUT)).take(1))
			.then(() -> this.network.next(chunk("a", false)))
			.expectNextCount(1)
			.expectComplete()
			.verifyThenAssertThat(TIMEOUT)
			.hasNotDroppedErrors();
	}

	@Test
	void timeAfterTheLastChunkTakesNothingAway() {
		StepVerifier.create(this.chunks)
			.then(() -> this.network.next(chunk("a", true)))
			.expectNextCount(1)
			.then(() -> this.clock.tryEmitValue(TIMED_OUT))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void failureOfTheNetworkIsTranslatedAndEndsTheClock() {
		StepVerifier.create(this.chunks)
			.then(() -> this.network.next(chunk("a", false)))
			.expectNextCount(1)
			.then(() -> this.network.error(new IOException("reset")))
			.expectErrorSatisfies((ex) -> assertThat(ex).isExactlyInstanceOf(GenerateRequestException.class)
				.hasRootCauseMessage("reset"))
			.verify(TIMEOUT);
		assertThat(this.clock.currentSubscriberCount()).isZero();
	}

	@Test
	void nobodyLooksAtTheClockAfterTheEnd() {
		StepVerifier.create(this.chunks).then(this.network::complete).expectComplete().verify(TIMEOUT);
		assertThat(this.clock.currentSubscriberCount()).isZero();
		TestPublisher<GenerateResponse> unfinished = TestPublisher.create();
		StepVerifier.create(chunks(unfinished)).thenCancel().verify(TIMEOUT);
		unfinished.assertCancelled();
		assertThat(this.clock.currentSubscriberCount()).isZero();
	}

}
