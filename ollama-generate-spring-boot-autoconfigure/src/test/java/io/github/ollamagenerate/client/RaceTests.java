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

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateTimeoutException;
import io.github.ollamagenerate.GenerateTimeoutException.Phase;
import io.github.ollamagenerate.GenerateTimeouts;
import io.github.ollamagenerate.observation.GenerateObservationContext;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Sinks;
import reactor.test.publisher.TestPublisher;
import reactor.test.util.RaceTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Races of what is not confined to one thread: the network, the clock, and the
 * subscriber. The system property {@code ollama.test.races} sets how often each race is
 * run.
 */
class RaceTests {

	private static final int RACES = Integer.getInteger("ollama.test.races", 300);

	private static final Timeout TIMED_OUT = new Timeout(Phase.IDLE, Duration.ofSeconds(3));

	private static GenerateResponse chunk(boolean done) {
		return new GenerateResponse("m", null, "a", null, done, done ? "stop" : null, null, List.of(), null, null,
				GenerateResponse.Metrics.none(), Map.of());
	}

	private static TestPublisher<GenerateResponse> network() {
		return TestPublisher.createNoncompliant(TestPublisher.Violation.CLEANUP_ON_TERMINATE);
	}

	private static Recorder timeOut(TestPublisher<GenerateResponse> network, Sinks.One<Timeout> clock) {
		ExceptionTranslator exceptions = new ExceptionTranslator("m", URI.create("http://localhost"));
		ResponseAccumulator received = new ResponseAccumulator(false);
		Recorder recorder = new Recorder();
		TimeoutFlux.of(network.flux(), clock.asMono(), received, received::add, () -> exceptions).subscribe(recorder);
		return recorder;
	}

	@Test
	void timerAgainstChunk() {
		for (int i = 0; i < RACES; i++) {
			TestPublisher<GenerateResponse> network = network();
			Sinks.One<Timeout> clock = Sinks.one();
			Recorder recorder = timeOut(network, clock);
			RaceTestUtils.race(() -> clock.tryEmitValue(TIMED_OUT), () -> {
				network.next(chunk(false));
				network.next(chunk(true));
				network.complete();
			});
			// an answer that was delivered is complete, any other has timed out
			assertThat(recorder.ends).hasValue(1);
			if (recorder.last != null && recorder.last.done()) {
				assertThat(recorder.failure).isNull();
			}
			else {
				assertThat(recorder.failure).isInstanceOf(GenerateTimeoutException.class);
			}
			assertThat(clock.currentSubscriberCount()).isZero();
		}
	}

	@Test
	void timerAgainstFailure() {
		for (int i = 0; i < RACES; i++) {
			TestPublisher<GenerateResponse> network = network();
			Sinks.One<Timeout> clock = Sinks.one();
			Recorder recorder = timeOut(network, clock);
			RaceTestUtils.race(() -> clock.tryEmitValue(TIMED_OUT),
					() -> network.error(new IllegalStateException("reset")));
			assertThat(recorder.ends).hasValue(1);
			assertThat(recorder.failure).isNotNull();
		}
	}

	@Test
	void timerAgainstCancellation() {
		for (int i = 0; i < RACES; i++) {
			TestPublisher<GenerateResponse> network = network();
			Sinks.One<Timeout> clock = Sinks.one();
			Recorder recorder = timeOut(network, clock);
			RaceTestUtils.race(() -> clock.tryEmitValue(TIMED_OUT), recorder::cancel, () -> network.next(chunk(false)));
			assertThat(recorder.ends).hasValueLessThanOrEqualTo(1);
			assertThat(clock.currentSubscriberCount()).isZero();
			network.assertCancelled();
		}
	}

	/**
	 * A look that ends just when a shorter limit begins must not miss it.
	 */
	@Test
	void newLimitAgainstLook() {
		TimeoutTimer timer = new TimeoutTimer();
		List<CompletableFuture<Timeout>> limits = new ArrayList<>();
		for (int i = 0; i < RACES; i++) {
			Runnable limit = () -> {
				CompletableFuture<Timeout> timeout = timer.timeout(watch(Duration.ofNanos(50_000))).toFuture();
				synchronized (limits) {
					limits.add(timeout);
				}
			};
			RaceTestUtils.race(limit, limit);
		}
		assertThat(limits).hasSize(2 * RACES)
			.allSatisfy((limit) -> assertThat(limit).succeedsWithin(Duration.ofSeconds(10)));
	}

	private static TimeoutWatch watch(Duration limit) {
		return new TimeoutWatch(GenerateTimeouts.none().mutate().connect(limit).firstChunk(limit).idle(limit).build());
	}

	@Test
	void cancellationAgainstTheEndOfAnObservation() {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
		GenerateObservations observations = new GenerateObservations(registry, null, null);
		GenerateRequest request = GenerateRequest.builder().model("m").prompt("p").build();
		for (int i = 0; i < RACES; i++) {
			TestPublisher<GenerateResponse> network = network();
			GenerateObservationContext context = new GenerateObservationContext("m", request, true,
					URI.create("http://localhost"), () -> null);
			Recorder recorder = new Recorder();
			observations.observe(context, (retry) -> network.flux()).subscribe(recorder);
			RaceTestUtils.race(recorder::cancel, () -> {
				network.next(chunk(true));
				network.complete();
			});
			assertThat(meters.get("ollama.client.generate.operation.active").longTaskTimer().activeTasks()).isZero();
		}
		assertThat(meters.find("ollama.client.generate.operation").timers().stream().mapToLong(Timer::count).sum())
			.isEqualTo(RACES);
	}

	@Test
	void cancellationAgainstARetry() {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
		GenerateObservations observations = new GenerateObservations(registry, null, null);
		GenerateRequest request = GenerateRequest.builder().model("m").prompt("p").build();
		GenerateException reason = new GenerateRequestException("refused", "m", null, null);
		for (int i = 0; i < RACES; i++) {
			GenerateObservationContext context = new GenerateObservationContext("m", request, true,
					URI.create("http://localhost"), () -> null);
			Recorder recorder = new Recorder();
			AtomicReference<Consumer<Throwable>> retry = new AtomicReference<>();
			observations.observe(context, (retried) -> {
				retry.set(retried);
				return network().flux();
			}).subscribe(recorder);
			RaceTestUtils.race(recorder::cancel, () -> retry.get().accept(reason));
		}
		assertThat(meters.find("ollama.client.generate.operation").timers()).singleElement().satisfies((timer) -> {
			assertThat(timer.count()).isEqualTo(RACES);
			assertThat(timer.getId().getTag("outcome")).isEqualTo("CANCELLED");
			assertThat(timer.getId().getTag("error.type")).isEqualTo("none");
		});
		assertThat(meters.get("ollama.client.generate.operation.active").longTaskTimer().activeTasks()).isZero();
	}

	@Test
	void cancellationAgainstTheReadingOfAValue() {
		for (int i = 0; i < RACES; i++) {
			ObservedReading reading = new ObservedReading();
			AtomicInteger ends = new AtomicInteger();
			RaceTestUtils.race(reading::end, () -> reading.failed(new IllegalStateException("unreadable")),
					() -> reading.await((failure) -> ends.incrementAndGet()));
			assertThat(ends).hasValue(1);
		}
	}

	// fails on signals that overlap
	private static final class Recorder extends BaseSubscriber<GenerateResponse> {

		private final AtomicInteger signals = new AtomicInteger();

		private final AtomicInteger ends = new AtomicInteger();

		private volatile @Nullable GenerateResponse last;

		private volatile @Nullable Throwable failure;

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
			subscription.request(Long.MAX_VALUE);
		}

		@Override
		protected void hookOnNext(GenerateResponse chunk) {
			alone(() -> {
				assertThat(this.ends).hasValue(0);
				this.last = chunk;
			});
		}

		@Override
		protected void hookOnComplete() {
			alone(this.ends::incrementAndGet);
		}

		@Override
		protected void hookOnError(Throwable ex) {
			alone(() -> {
				this.failure = ex;
				this.ends.incrementAndGet();
			});
		}

		private void alone(Runnable signal) {
			if (this.signals.getAndIncrement() != 0) {
				throw new AssertionError("Signals overlap");
			}
			signal.run();
			this.signals.decrementAndGet();
		}

	}

}
