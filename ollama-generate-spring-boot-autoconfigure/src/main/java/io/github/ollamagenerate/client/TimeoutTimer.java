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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Looks at all watches with one task at a time, due when the first of them can have run
 * out at the earliest.
 * <p>
 * A task for each request would wake a thread each time, for answers that need none: this
 * one mostly finds that an earlier look is due already.
 */
final class TimeoutTimer {

	private final Set<Entry> entries = ConcurrentHashMap.newKeySet();

	private final AtomicReference<@Nullable Look> next = new AtomicReference<>();

	private final LongConsumer timer = this::lookIn;

	/**
	 * Return a publisher that signals when the server was silent for too long, and never
	 * otherwise.
	 */
	Mono<Timeout> timeout(TimeoutWatch watch) {
		return Mono.create((sink) -> {
			Entry entry = new Entry(watch, sink::success);
			this.entries.add(entry);
			sink.onDispose(() -> this.entries.remove(entry));
			watch.setTimer(this.timer);
			this.timer.accept(watch.untilNextLook());
		});
	}

	private void lookIn(long nanos) {
		if (nanos == Long.MAX_VALUE) {
			return;
		}
		Look look = new Look(System.nanoTime() + nanos);
		Look next = this.next.get();
		while (next == null || look.time - next.time < 0) {
			if (this.next.compareAndSet(next, look)) {
				Schedulers.parallel().schedule(() -> look(look), nanos, TimeUnit.NANOSECONDS);
				return;
			}
			next = this.next.get();
		}
	}

	private void look(Look look) {
		// another one, due earlier, took its place and goes on
		if (!this.next.compareAndSet(look, null)) {
			return;
		}
		long untilNext = Long.MAX_VALUE;
		for (Entry entry : this.entries) {
			Timeout timeout = entry.watch.check();
			if (timeout != null) {
				// apart, for a subscriber that fails must not cost the others their
				// timeouts
				Schedulers.parallel().schedule(() -> entry.listener.accept(timeout));
			}
			else {
				untilNext = Math.min(untilNext, entry.watch.untilNextLook());
			}
		}
		lookIn(untilNext);
	}

	// compared by identity
	private static final class Look {

		private final long time;

		Look(long time) {
			this.time = time;
		}

	}

	// compared by identity
	private static final class Entry {

		private final TimeoutWatch watch;

		private final Consumer<Timeout> listener;

		Entry(TimeoutWatch watch, Consumer<Timeout> listener) {
			this.watch = watch;
			this.listener = listener;
		}

	}

}
