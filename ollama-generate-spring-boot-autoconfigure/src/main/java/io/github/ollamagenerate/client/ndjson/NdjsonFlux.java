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

import io.github.ollamagenerate.GenerateResponse;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

import org.springframework.core.io.buffer.DataBuffer;

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

	private final ChunkListener listener;

	/**
	 * Create a flux of chunks. It fails with an {@link NdjsonException} where the answer
	 * is not whole.
	 * @param buffers the bytes of the answer; each buffer is released
	 * @param parsers lends the parser
	 * @param answer the state of the answer
	 * @param listener told what is waited for, by one thread at a time
	 */
	public NdjsonFlux(Flux<DataBuffer> buffers, LineParsers parsers, ExpectedAnswer answer, ChunkListener listener) {
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

}
