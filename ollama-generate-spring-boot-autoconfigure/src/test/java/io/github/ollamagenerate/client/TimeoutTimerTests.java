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

import java.lang.ref.WeakReference;
import java.time.Duration;

import io.github.ollamagenerate.GenerateTimeoutException.Phase;
import io.github.ollamagenerate.GenerateTimeouts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TimeoutTimer}: one task serves watches of all lengths.
 */
class TimeoutTimerTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final TimeoutTimer timer = new TimeoutTimer();

	private static TimeoutWatch watch(Duration timeout) {
		return new TimeoutWatch(
				GenerateTimeouts.none().mutate().connect(timeout).firstChunk(timeout).idle(timeout).build());
	}

	@Test
	void shortWatchIsNotKeptWaitingByALongOne() {
		Disposable longOne = this.timer.timeout(watch(Duration.ofHours(1))).subscribe();
		StepVerifier.create(this.timer.timeout(watch(Duration.ofMillis(50)))).assertNext((timeout) -> {
			assertThat(timeout.phase()).isEqualTo(Phase.CONNECT);
			assertThat(timeout.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(50));
		}).expectComplete().verify(TIMEOUT);
		assertThat(longOne.isDisposed()).isFalse();
		longOne.dispose();
	}

	@Test
	void timerGoesOnForThoseThatAreLeft() {
		StepVerifier
			.create(this.timer.timeout(watch(Duration.ofMillis(20)))
				.mergeWith(this.timer.timeout(watch(Duration.ofMillis(120))))
				.mergeWith(this.timer.timeout(watch(Duration.ofMillis(60)))))
			.expectNextCount(3)
			.expectComplete()
			.verify(TIMEOUT);
		StepVerifier.create(this.timer.timeout(watch(Duration.ofMillis(20))))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void subscriberThatFailsCostsNobodyElseTheTimeout() {
		this.timer.timeout(watch(Duration.ofMillis(20))).subscribe(new BaseSubscriber<>() {

			@Override
			protected void hookOnNext(Timeout timeout) {
				throw new StackOverflowError("expected by this test");
			}

		});
		StepVerifier.create(this.timer.timeout(watch(Duration.ofMillis(20))).repeat(2))
			.expectNextCount(3)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void endOfAnAnswerIsLookedAtBeforeAnyLimit() {
		TimeoutWatch watch = watch(Duration.ofHours(1));
		StepVerifier.create(this.timer.timeout(watch)).then(() -> {
			watch.notWaiting();
			watch.ended();
			watch.waiting();
		}).expectNextCount(1).expectComplete().verify(TIMEOUT);
	}

	@Test
	void watchOfAnAnswerThatHasEndedIsNotKept() {
		TimeoutWatch watch = watch(Duration.ofHours(1));
		WeakReference<TimeoutWatch> kept = new WeakReference<>(watch);
		this.timer.timeout(watch).subscribe().dispose();
		watch = null;
		Awaitility.await().untilAsserted(() -> {
			System.gc();
			assertThat(kept.refersTo(null)).isTrue();
		});
	}

	@Test
	void watchWithoutALimitNeverEnds() {
		StepVerifier.create(this.timer.timeout(watch(Duration.ZERO)))
			.expectSubscription()
			.expectNoEvent(Duration.ofMillis(50))
			.thenCancel()
			.verify(TIMEOUT);
	}

}
