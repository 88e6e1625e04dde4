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
import java.util.function.Consumer;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateResponse;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.concurrent.Queues;
import reactor.util.context.Context;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Turns network buffers into the chunks of an answer.
 * <p>
 * An operator of our own because a buffer holds any number of chunks, and the operators
 * that flatten cost an iterator and a queue for each buffer. Here a subscriber without
 * limit, the usual case, gets each chunk on the spot; any other through a queue.
 */
public final class NdjsonFlux extends Flux<GenerateResponse> {

	private final Flux<DataBuffer> buffers;

	private final LineParsers parsers;

	private final ExpectedAnswer answer;

	private final Listener listener;

	/**
	 * Create a flux of chunks. It fails with an {@link NdjsonException} where the answer
	 * is not whole.
	 * @param buffers the bytes of the answer; each buffer is released
	 * @param parsers lends the parser
	 * @param answer the state of the answer
	 * @param listener told what is waited for, by one thread at a time
	 */
	public NdjsonFlux(Flux<DataBuffer> buffers, LineParsers parsers, ExpectedAnswer answer, Listener listener) {
		this.buffers = buffers;
		this.parsers = parsers;
		this.answer = answer;
		this.listener = listener;
	}

	@Override
	public void subscribe(CoreSubscriber<? super GenerateResponse> actual) {
		this.listener.notWaiting();
		this.buffers.subscribe(new BufferSubscriber(actual, this.parsers, this.answer, this.listener));
	}

	/**
	 * Told what a stream of chunks waits for.
	 */
	public interface Listener {

		/**
		 * Note that the server is waited for.
		 */
		void waiting();

		/**
		 * Note that nothing is waited for, since something came or nobody asks for more.
		 */
		void notWaiting();

		/**
		 * Note that nothing is waited for, since a part of the answer came.
		 */
		void progress();

		/**
		 * Note that a chunk of the answer came.
		 */
		void chunk();

		/**
		 * Note that the answer has ended, so that the end of the response is not waited
		 * for long.
		 */
		void ended();

	}

	private static final class BufferSubscriber
			implements CoreSubscriber<DataBuffer>, Subscription, Consumer<GenerateResponse> {

		private static final AtomicLongFieldUpdater<BufferSubscriber> REQUESTED = AtomicLongFieldUpdater
			.newUpdater(BufferSubscriber.class, "requested");

		private static final AtomicIntegerFieldUpdater<BufferSubscriber> DRAINING = AtomicIntegerFieldUpdater
			.newUpdater(BufferSubscriber.class, "draining");

		private static final int QUEUE_LINK = 16;

		private final CoreSubscriber<? super GenerateResponse> actual;

		private final NdjsonReader reader;

		private final Listener listener;

		private final Queue<GenerateResponse> queue = Queues.<GenerateResponse>unbounded(QUEUE_LINK).get();

		private Subscription upstream = Operators.emptySubscription();

		private volatile boolean started;

		// without limit from the first request on: chunks take no queue
		private volatile boolean unbounded;

		private volatile boolean bufferAsked;

		private volatile long requested;

		private volatile int draining;

		private volatile boolean cancelled;

		private volatile boolean terminated;

		private @Nullable Throwable error;

		BufferSubscriber(CoreSubscriber<? super GenerateResponse> actual, LineParsers parsers, ExpectedAnswer answer,
				Listener listener) {
			this.actual = actual;
			this.reader = new NdjsonReader(parsers, answer, this);
			this.listener = listener;
		}

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.upstream = subscription;
			this.actual.onSubscribe(this);
		}

		@Override
		public void request(long n) {
			if (!Operators.validate(n)) {
				return;
			}
			if (!this.started && n == Long.MAX_VALUE) {
				this.unbounded = true;
				this.listener.waiting();
				this.upstream.request(n);
			}
			this.started = true;
			if (!this.unbounded) {
				Operators.addCap(REQUESTED, this, n);
				drain();
			}
		}

		@Override
		public void cancel() {
			// the reader may be at work on the network's thread: it is left alone
			this.cancelled = true;
			this.upstream.cancel();
		}

		@Override
		public void onNext(DataBuffer buffer) {
			if (isBlank(buffer)) {
				this.listener.notWaiting();
			}
			else {
				this.listener.progress();
			}
			try {
				if (!this.terminated && !this.cancelled) {
					this.reader.read(buffer);
				}
			}
			catch (Throwable ex) {
				Exceptions.throwIfFatal(ex);
				this.upstream.cancel();
				terminate(ex);
			}
			finally {
				DataBufferUtils.release(buffer);
			}
			if (this.unbounded) {
				this.listener.waiting();
			}
			else {
				this.bufferAsked = false;
				drain();
			}
		}

		// such as the heartbeat of a proxy, which says nothing of the server behind it
		private static boolean isBlank(DataBuffer buffer) {
			int i = buffer.readPosition();
			while (i < buffer.writePosition() && Character.isWhitespace(buffer.getByte(i))) {
				i++;
			}
			return i == buffer.writePosition();
		}

		@Override
		public void accept(GenerateResponse chunk) {
			this.listener.chunk();
			if (chunk.done()) {
				this.listener.ended();
			}
			if (!this.unbounded) {
				this.queue.offer(chunk);
			}
			else if (!this.cancelled) {
				this.actual.onNext(chunk);
			}
		}

		@Override
		public void onError(Throwable ex) {
			if (this.reader.isEnded()) {
				// the answer is whole, however the connection ended
				terminate(null);
			}
			else {
				terminate((ex instanceof GenerateException) ? ex : this.reader.failure(ex));
			}
		}

		@Override
		public void onComplete() {
			if (this.terminated) {
				return;
			}
			try {
				this.reader.complete();
				terminate(null);
			}
			catch (NdjsonException ex) {
				terminate(ex);
			}
		}

		private void terminate(@Nullable Throwable ex) {
			if (this.terminated) {
				return;
			}
			this.error = ex;
			this.terminated = true;
			this.reader.close();
			if (!this.unbounded) {
				drain();
			}
			else if (!this.cancelled) {
				signalEnd();
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

		private void drain() {
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
				if (terminated && this.queue.isEmpty()) {
					// nothing follows the end
					this.cancelled = true;
					signalEnd();
					return;
				}
				if (this.requested == 0) {
					if (this.queue.isEmpty() && this.reader.isEnded()) {
						// the end needs no demand
						askForBuffer();
					}
					return;
				}
				GenerateResponse chunk = this.queue.poll();
				if (chunk == null) {
					askForBuffer();
					return;
				}
				Operators.produced(REQUESTED, this, 1);
				this.actual.onNext(chunk);
			}
		}

		private void askForBuffer() {
			if (!this.bufferAsked) {
				this.bufferAsked = true;
				this.listener.waiting();
				this.upstream.request(1);
			}
		}

	}

}
