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

import java.util.function.Consumer;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateResponse;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Operators;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Reads the buffers of one answer. A subscriber without limit gets each chunk on the
 * spot, any other through a queue.
 */
final class BufferSubscriber extends ChunkOperator<DataBuffer> implements Consumer<GenerateResponse> {

	private final NdjsonReader reader;

	private final ChunkListener listener;

	private final ChunkQueue queue;

	private volatile boolean started;

	// without limit from the first request on: chunks take no queue
	private volatile boolean unbounded;

	private volatile boolean bufferAsked;

	private volatile boolean cancelled;

	private volatile boolean terminated;

	BufferSubscriber(CoreSubscriber<? super GenerateResponse> actual, LineParsers parsers, ExpectedAnswer expected,
			ChunkListener listener) {
		super(actual);
		this.reader = new NdjsonReader(parsers, expected, this);
		this.listener = listener;
		this.queue = new ChunkQueue(actual, this::askForBuffer);
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
			this.queue.request(n);
		}
	}

	private void askForBuffer() {
		if (!this.bufferAsked) {
			this.bufferAsked = true;
			this.listener.waiting();
			this.upstream.request(1);
		}
	}

	@Override
	public void cancel() {
		// the reader may be at work on the network's thread: it is left alone
		this.cancelled = true;
		this.queue.cancel();
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
			this.queue.drain();
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
		this.terminated = true;
		this.reader.close();
		if (!this.unbounded) {
			this.queue.terminate(ex);
		}
		else if (!this.cancelled) {
			if (ex != null) {
				this.actual.onError(ex);
			}
			else {
				this.actual.onComplete();
			}
		}
	}

}
