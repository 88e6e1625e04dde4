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

}
