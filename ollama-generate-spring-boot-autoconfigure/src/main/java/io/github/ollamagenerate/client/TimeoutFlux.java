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
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.client.ndjson.ChunkOperator;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Chunks of an answer that are cancelled and end with an error when the time is over, and
 * whose own failures are translated.
 * <p>
 * An operator of our own because {@code takeUntilOther} takes a lock twice for each
 * token, and does not cancel on an error of the other; one that only translates would
 * cost each token a further hop. Here the network and the clock agree by one state on who
 * speaks.
 */
final class TimeoutFlux extends Flux<GenerateResponse> {

	private final Flux<GenerateResponse> chunks;

	private final Mono<Timeout> timeout;

	private final ResponseAccumulator received;

	private final Consumer<GenerateResponse> delivered;

	private final Supplier<ExceptionTranslator> exceptions;

	private TimeoutFlux(Flux<GenerateResponse> chunks, Mono<Timeout> timeout, ResponseAccumulator received,
			Consumer<GenerateResponse> delivered, Supplier<ExceptionTranslator> exceptions) {
		this.chunks = chunks;
		this.timeout = timeout;
		this.received = received;
		this.delivered = delivered;
		this.exceptions = exceptions;
	}

	/**
	 * Return a flux that times out. Not a constructor, so that the JVM can verify the
	 * callers at start-up without loading Reactor's {@link Flux}.
	 * @param chunks the chunks of the answer
	 * @param timeout signals when the time is over
	 * @param received holds what was delivered
	 * @param delivered called with each chunk on its way to the subscriber
	 * @param exceptions gives what creates the exceptions
	 */
	static Flux<GenerateResponse> of(Flux<GenerateResponse> chunks, Mono<Timeout> timeout, ResponseAccumulator received,
			Consumer<GenerateResponse> delivered, Supplier<ExceptionTranslator> exceptions) {
		return new TimeoutFlux(chunks, timeout, received, delivered, exceptions);
	}

	@Override
	public void subscribe(CoreSubscriber<? super GenerateResponse> actual) {
		this.chunks.subscribe(new ChunkSubscriber(actual));
	}

	private final class ChunkSubscriber extends ChunkOperator<GenerateResponse> {

		private static final AtomicIntegerFieldUpdater<ChunkSubscriber> STATE = AtomicIntegerFieldUpdater
			.newUpdater(ChunkSubscriber.class, "state");

		private static final int IDLE = 0;

		private static final int EMITTING = 1;

		// the time was over while a chunk was on its way: who sends that sends the end
		private static final int TIMED_OUT = 2;

		private static final int ENDED = 3;

		private final Disposable.Swap timer = Disposables.swap();

		private final long start = System.nanoTime();

		private volatile @Nullable Timeout timeout;

		private volatile int state;

		// the state guards it: written while a chunk is on its way, read when none is
		private boolean complete;

		ChunkSubscriber(CoreSubscriber<? super GenerateResponse> actual) {
			super(actual);
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			super.onSubscribe(subscription);
			this.timer.update(TimeoutFlux.this.timeout.subscribe(this::timeOut));
		}

		@Override
		public void request(long n) {
			this.upstream.request(n);
		}

		@Override
		public void cancel() {
			// an end that comes later would be logged as one that was dropped
			this.state = ENDED;
			this.timer.dispose();
			this.upstream.cancel();
		}

		@Override
		public void onNext(GenerateResponse chunk) {
			if (!STATE.compareAndSet(this, IDLE, EMITTING)) {
				return;
			}
			try {
				// what was read and is not delivered does not count
				this.complete |= chunk.done();
				TimeoutFlux.this.delivered.accept(chunk);
				this.actual.onNext(chunk);
			}
			finally {
				if (!STATE.compareAndSet(this, EMITTING, IDLE) && STATE.compareAndSet(this, TIMED_OUT, ENDED)) {
					endTimedOut();
				}
			}
		}

		@Override
		public void onError(Throwable ex) {
			if (STATE.compareAndSet(this, IDLE, ENDED)) {
				this.timer.dispose();
				Duration elapsed = Duration.ofNanos(System.nanoTime() - this.start);
				this.actual.onError(
						TimeoutFlux.this.exceptions.get().translate(ex, elapsed, TimeoutFlux.this.received.partial()));
			}
		}

		@Override
		public void onComplete() {
			if (STATE.compareAndSet(this, IDLE, ENDED)) {
				this.timer.dispose();
				this.actual.onComplete();
			}
		}

		private void timeOut(Timeout timeout) {
			this.timeout = timeout;
			this.upstream.cancel();
			while (this.state != ENDED && !STATE.compareAndSet(this, EMITTING, TIMED_OUT)) {
				if (STATE.compareAndSet(this, IDLE, ENDED)) {
					endTimedOut();
				}
			}
		}

		private void endTimedOut() {
			Timeout timeout = this.timeout;
			if (timeout == null || this.complete) {
				this.actual.onComplete();
				return;
			}
			this.actual.onError(TimeoutFlux.this.exceptions.get()
				.timeout(timeout.phase(), timeout.elapsed(), TimeoutFlux.this.received.partial(), null));
		}

	}

}
