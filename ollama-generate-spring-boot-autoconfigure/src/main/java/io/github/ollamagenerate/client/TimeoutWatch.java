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
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.function.LongConsumer;

import io.github.ollamagenerate.GenerateTimeoutException.Phase;
import io.github.ollamagenerate.GenerateTimeouts;
import io.github.ollamagenerate.client.ndjson.ChunkListener;
import org.jspecify.annotations.Nullable;

/**
 * Notices when a server is silent for too long, in one attempt at a request.
 * <p>
 * Reactor's {@code timeout} schedules a task for each element and counts the time that
 * the subscriber takes as silence. Here a packet costs a look at the clock, a
 * {@link TimeoutTimer} looks when the limit can be reached at the earliest, and the clock
 * runs only while more has been asked for.
 */
final class TimeoutWatch implements ChunkListener {

	private static final AtomicLongFieldUpdater<TimeoutWatch> DEADLINE = AtomicLongFieldUpdater
		.newUpdater(TimeoutWatch.class, "deadline");

	private static final long NEVER = Long.MAX_VALUE;

	/** The longest limit: the clock counts nanoseconds, and 292 years of them fit. */
	static final Duration LONGEST = Duration.ofDays(365 * 100);

	// how long the response may go on after the end of the answer
	private static final long END = Duration.ofMillis(250).toNanos();

	private final long start = System.nanoTime();

	private final long connect;

	private final long firstChunk;

	private final long idle;

	private final long shortest;

	private volatile Phase phase = Phase.CONNECT;

	// in nanoseconds from the start on; the one value that both sides share. Written
	// without a fence: the timer may see it late, and a fence would wait for all that the
	// token wrote
	private volatile long deadline;

	// looks in so many nanoseconds
	private volatile @Nullable LongConsumer timer;

	private boolean ended;

	// of the present phase, kept while nothing is waited for
	private long left;

	TimeoutWatch(GenerateTimeouts timeouts) {
		this.connect = nanos(timeouts.connect());
		this.firstChunk = nanos(timeouts.firstChunk());
		this.idle = nanos(timeouts.idle());
		this.shortest = Math.min(this.connect, Math.min(this.firstChunk, this.idle));
		this.left = this.connect;
		waiting();
	}

	/**
	 * Note that the request is on its way.
	 */
	void requestSent() {
		this.phase = Phase.FIRST_CHUNK;
		this.left = this.firstChunk;
		waiting();
	}

	@Override
	public void chunk() {
		if (this.phase != Phase.IDLE) {
			this.phase = Phase.IDLE;
			this.left = this.idle;
		}
	}

	@Override
	public void ended() {
		this.ended = true;
		this.left = END;
	}

	/**
	 * Set what looks at this watch in so many nanoseconds.
	 */
	void setTimer(LongConsumer timer) {
		this.timer = timer;
	}

	@Override
	public void notWaiting() {
		if (this.deadline != NEVER) {
			this.left = Math.max(0, this.deadline - now());
			DEADLINE.lazySet(this, NEVER);
		}
	}

	@Override
	public void progress() {
		if (this.phase != Phase.IDLE || this.ended) {
			notWaiting();
			return;
		}
		this.left = this.idle;
		DEADLINE.lazySet(this, NEVER);
	}

	@Override
	public void waiting() {
		DEADLINE.lazySet(this, (this.left != NEVER) ? now() + this.left : NEVER);
		if (this.ended) {
			look(this.timer);
		}
	}

	// earlier than at any limit that the timer knows
	private void look(@Nullable LongConsumer timer) {
		if (timer != null) {
			timer.accept(this.left);
		}
	}

	/**
	 * Return how many nanoseconds later a limit can have been reached at the earliest. A
	 * later phase begins after that, and lasts at least for the shortest limit.
	 * {@link Long#MAX_VALUE} means that there is no limit.
	 */
	long untilNextLook() {
		long deadline = this.deadline;
		return (deadline != NEVER) ? Math.min(this.shortest, Math.max(1, deadline - now())) : this.shortest;
	}

	/**
	 * Return the end of the time, {@code null} if there is some left.
	 */
	@Nullable Timeout check() {
		long late = now() - this.deadline;
		if (late < 0) {
			return null;
		}
		Phase phase = this.phase;
		long limit = switch (phase) {
			case CONNECT -> this.connect;
			case FIRST_CHUNK -> this.firstChunk;
			case IDLE, TOTAL -> this.idle;
		};
		return new Timeout(phase, Duration.ofNanos(limit + late));
	}

	private long now() {
		return System.nanoTime() - this.start;
	}

	private static long nanos(@Nullable Duration timeout) {
		return (timeout == null || timeout.isZero() || timeout.compareTo(LONGEST) > 0) ? NEVER : timeout.toNanos();
	}

}
