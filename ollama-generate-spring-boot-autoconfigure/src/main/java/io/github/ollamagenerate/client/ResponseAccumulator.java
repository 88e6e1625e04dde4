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

import java.util.ArrayList;
import java.util.List;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.Logprob;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Joins the chunks of a stream into one response, as the server does without streaming.
 * Thread-safe: a timeout looks at it from outside.
 */
final class ResponseAccumulator {

	private final StringBuilder response = new StringBuilder();

	private final StringBuilder thinking = new StringBuilder();

	private final List<Logprob> logprobs = new ArrayList<>(0);

	private final boolean keepLogprobs;

	// the first chunk, and then the one that ends; not each between them, for a reference
	// that is written anew with each token costs the garbage collector more than the
	// token
	private @Nullable GenerateResponse last;

	/**
	 * Create an accumulator of whole responses.
	 */
	ResponseAccumulator() {
		this(true);
	}

	/**
	 * Create an accumulator.
	 * @param keepLogprobs whether log probabilities are joined, too. With 20 alternatives
	 * a token they take 3 kB, too much for a stream whose chunks carry them already.
	 */
	ResponseAccumulator(boolean keepLogprobs) {
		this.keepLogprobs = keepLogprobs;
	}

	synchronized void add(GenerateResponse chunk) {
		this.response.append(chunk.response());
		if (chunk.thinking() != null) {
			this.thinking.append(chunk.thinking());
		}
		if (this.keepLogprobs && !chunk.logprobs().isEmpty()) {
			this.logprobs.addAll(chunk.logprobs());
		}
		if (this.last == null || chunk.done()) {
			this.last = chunk;
		}
	}

	/**
	 * Return whether no chunk has arrived.
	 */
	synchronized boolean isEmpty() {
		return this.last == null;
	}

	/**
	 * Return whether there is thinking text and no text of an answer.
	 */
	synchronized boolean isThinkingOnly() {
		return this.response.isEmpty() && !this.thinking.isEmpty();
	}

	/**
	 * Return the chunks as one. There must have been one.
	 */
	synchronized GenerateResponse join() {
		GenerateResponse last = this.last;
		Assert.state(last != null, "No chunk has arrived");
		return new GenerateResponse(last.model(), last.createdAt(), this.response.toString(),
				this.thinking.isEmpty() ? null : this.thinking.toString(), last.done(), last.doneReason(),
				last.context(), this.logprobs, last.remoteModel(), last.remoteHost(), last.metrics(),
				last.additionalFields());
	}

	/**
	 * Return what had arrived when a stream broke.
	 * @return the response, {@code null} if no text had arrived
	 */
	synchronized @Nullable GenerateResponse partial() {
		return (this.response.isEmpty() && this.thinking.isEmpty()) ? null : join();
	}

}
