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
import java.util.ArrayList;
import java.util.List;

import io.github.ollamagenerate.GenerateTimeoutException.Phase;
import io.github.ollamagenerate.GenerateTimeouts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TimeoutWatch}.
 */
class TimeoutWatchTests {

	private static final Duration OVER = Duration.ofNanos(1);

	private static final Duration LONG = Duration.ofDays(1);

	private static TimeoutWatch watch(Duration connect, Duration firstChunk, Duration idle) {
		return new TimeoutWatch(new GenerateTimeouts(connect, firstChunk, idle, null));
	}

	private static @Nullable Phase phase(TimeoutWatch watch) {
		Timeout timeout = watch.check();
		return (timeout != null) ? timeout.phase() : null;
	}

	@Test
	void eachPhaseHasItsLimit() {
		assertThat(phase(watch(OVER, LONG, LONG))).isEqualTo(Phase.CONNECT);
		TimeoutWatch first = watch(LONG, OVER, LONG);
		assertThat(first.check()).isNull();
		first.requestSent();
		assertThat(phase(first)).isEqualTo(Phase.FIRST_CHUNK);
		TimeoutWatch idle = watch(LONG, LONG, OVER);
		idle.requestSent();
		assertThat(idle.check()).isNull();
		idle.notWaiting();
		idle.chunk();
		idle.waiting();
		assertThat(phase(idle)).isEqualTo(Phase.IDLE);
	}

	@Test
	void nothingIsOverWhileNothingIsWaitedFor() {
		TimeoutWatch watch = watch(LONG, LONG, OVER);
		watch.requestSent();
		watch.notWaiting();
		watch.chunk();
		assertThat(watch.check()).isNull();
		watch.waiting();
		watch.progress();
		assertThat(watch.check()).isNull();
	}

	@Test
	void timeThatIsOverDoesNotCountOnceNothingIsWaitedFor() {
		TimeoutWatch watch = watch(LONG, OVER, LONG);
		watch.requestSent();
		assertThat(watch.check()).isNotNull();
		watch.notWaiting();
		assertThat(watch.check()).isNull();
	}

	@Test
	void zeroAndCenturiesMeanNoLimit() {
		TimeoutWatch watch = watch(Duration.ZERO, Duration.ofDays(365 * 101), Duration.ZERO);
		assertThat(watch.untilNextLook()).isEqualTo(Long.MAX_VALUE);
		watch.requestSent();
		assertThat(watch.check()).isNull();
		assertThat(watch.untilNextLook()).isEqualTo(Long.MAX_VALUE);
	}

	@Test
	void nextLookIsAtTheShortestLimitAtTheLatest() {
		TimeoutWatch watch = watch(LONG, Duration.ofHours(2), Duration.ofHours(1));
		assertThat(watch.untilNextLook()).isEqualTo(Duration.ofHours(1).toNanos());
	}

	@Test
	void elapsedTimeIsTheLimitAndWhatCameOnTopOfIt() {
		Timeout timeout = watch(OVER, LONG, LONG).check();
		assertThat(timeout).isNotNull();
		assertThat(timeout.elapsed()).isBetween(OVER, Duration.ofMinutes(1));
	}

	@Test
	void nextLookIsWhenTheLimitIsReached() {
		TimeoutWatch watch = watch(Duration.ofHours(1), Duration.ZERO, Duration.ZERO);
		assertThat(watch.untilNextLook()).isPositive().isLessThan(Duration.ofHours(1).toNanos());
	}

	@Test
	void longestLimitIsOne() {
		assertThat(watch(TimeoutWatch.LONGEST, Duration.ZERO, Duration.ZERO).untilNextLook()).isPositive()
			.isLessThan(TimeoutWatch.LONGEST.toNanos());
	}

	@Test
	void timeGoesOnWhereItWasLeft() {
		Duration hour = Duration.ofHours(1);
		TimeoutWatch watch = watch(LONG, hour, LONG);
		watch.requestSent();
		watch.notWaiting();
		watch.notWaiting();
		watch.waiting();
		assertThat(watch.untilNextLook()).isLessThan(hour.toNanos());
		// a part of the first chunk is none
		watch.progress();
		watch.waiting();
		assertThat(watch.untilNextLook()).isLessThan(hour.toNanos());
	}

	@Test
	void endIsWaitedForAQuarterOfASecond() {
		long end = Duration.ofMillis(250).toNanos();
		List<Long> looks = new ArrayList<>();
		TimeoutWatch watch = watch(LONG, LONG, LONG);
		watch.setTimer(looks::add);
		watch.requestSent();
		watch.notWaiting();
		watch.chunk();
		watch.waiting();
		assertThat(looks).isEmpty();
		watch.notWaiting();
		watch.ended();
		watch.waiting();
		assertThat(looks).containsExactly(end);
		assertThat(watch.untilNextLook()).isLessThan(end);
		watch.progress();
		watch.waiting();
		assertThat(looks).hasSize(2).last().satisfies((nanos) -> assertThat(nanos).isLessThan(end));
	}

}
