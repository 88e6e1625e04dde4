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

package io.github.ollamagenerate.client.ndjson;

import java.util.Queue;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

import io.github.ollamagenerate.GenerateResponse;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.concurrent.Queues;

/**
 * Chunks for a subscriber that asks for a limited number. The network offers them, and
 * whoever comes first, the network or the subscriber's demand, emits them.
 */
final class ChunkQueue {

	private static final AtomicLongFieldUpdater<ChunkQueue> REQUESTED = AtomicLongFieldUpdater
		.newUpdater(ChunkQueue.class, "requested");

	private static final AtomicIntegerFieldUpdater<ChunkQueue> DRAINING = AtomicIntegerFieldUpdater
		.newUpdater(ChunkQueue.class, "draining");

	private static final int LINK = 16;

	private final Queue<GenerateResponse> chunks = Queues.<GenerateResponse>unbounded(LINK).get();

	private final CoreSubscriber<? super GenerateResponse> actual;

	private final Runnable empty;

	private volatile long requested;

	private volatile int draining;

	private volatile boolean cancelled;

	private volatile boolean terminated;

	private @Nullable Throwable error;

	// no chunk follows: the end needs no demand
	private boolean complete;

	/**
	 * Create a queue.
	 * @param actual gets the chunks
	 * @param empty called when a chunk or the end is wanted and there is none
	 */
	ChunkQueue(CoreSubscriber<? super GenerateResponse> actual, Runnable empty) {
		this.actual = actual;
		this.empty = empty;
	}

	void request(long n) {
		Operators.addCap(REQUESTED, this, n);
		drain();
	}

	void cancel() {
		this.cancelled = true;
	}

	/**
	 * Add a chunk, which {@link #drain()} emits.
	 */
	void offer(GenerateResponse chunk) {
		this.complete |= chunk.done();
		this.chunks.offer(chunk);
	}

	/**
	 * End after the chunks that are left.
	 * @param error the failure, {@code null} if there is none
	 */
	void terminate(@Nullable Throwable error) {
		this.error = error;
		this.terminated = true;
		drain();
	}

	void drain() {
		if (DRAINING.getAndIncrement(this) != 0) {
			return;
		}
		int missed = 1;
		do {
			emitRequested();
			missed = DRAINING.addAndGet(this, -missed);
		}
		while (missed != 0);
	}

	private void emitRequested() {
		while (!this.cancelled) {
			boolean terminated = this.terminated;
			if (terminated && this.chunks.isEmpty()) {
				// nothing follows the end
				this.cancelled = true;
				signalEnd();
				return;
			}
			if (this.requested == 0) {
				if (this.complete && this.chunks.isEmpty()) {
					this.empty.run();
				}
				return;
			}
			GenerateResponse chunk = this.chunks.poll();
			if (chunk == null) {
				this.empty.run();
				return;
			}
			Operators.produced(REQUESTED, this, 1);
			this.actual.onNext(chunk);
		}
	}

	private void signalEnd() {
		if (this.error != null) {
			this.actual.onError(this.error);
		}
		else {
			this.actual.onComplete();
		}
	}

}
