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

package io.github.ollamagenerate.benchmarks;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

import org.jspecify.annotations.Nullable;

/**
 * What all streams of a run have delivered to the caller: the text of each token, from
 * which the delay is read, and the metrics of the end.
 */
final class Received {

	private final AtomicLong tokens = new AtomicLong();

	private final AtomicLong characters = new AtomicLong();

	private final AtomicInteger ends = new AtomicInteger();

	private final AtomicInteger failures = new AtomicInteger();

	private final Delays delays = new Delays();

	private final Delays firsts = new Delays();

	/**
	 * Return what takes a stream that begins now.
	 */
	Stream stream() {
		return new Stream();
	}

	void failure(Throwable ex) {
		if (this.failures.getAndIncrement() == 0) {
			ex.printStackTrace();
		}
	}

	long tokens() {
		return this.tokens.get();
	}

	/**
	 * Return how many streams have a first token.
	 */
	long begun() {
		return this.firsts.count();
	}

	int ends() {
		return this.ends.get();
	}

	/**
	 * Return the delay that so many of the tokens do not exceed, in milliseconds.
	 */
	double delayMillis(double quantile) {
		return this.delays.millis(quantile);
	}

	/**
	 * Return the time from the request to the first token, or the whole answer, that so
	 * many of the streams do not exceed, in milliseconds.
	 */
	double firstMillis(double quantile) {
		return this.firsts.millis(quantile);
	}

	/**
	 * Takes one stream.
	 */
	final class Stream {

		private final long start = System.nanoTime();

		private boolean begun;

		/**
		 * Take the text of a token.
		 * @param text a space and the time at which the server made it
		 */
		void token(String text) {
			if (text.isEmpty()) {
				return;
			}
			long now = System.nanoTime();
			first(now);
			Received.this.tokens.incrementAndGet();
			Received.this.characters.addAndGet(text.length());
			Received.this.delays.add(now - Long.parseLong(text, 1, text.length(), 10));
		}

		/**
		 * Take a whole answer.
		 * @param text the texts of all tokens, whose delays mean nothing any more
		 */
		void whole(String text) {
			first(System.nanoTime());
			Received.this.tokens.addAndGet(text.length() / 17);
			Received.this.characters.addAndGet(text.length());
		}

		private void first(long now) {
			if (!this.begun) {
				this.begun = true;
				Received.this.firsts.add(now - this.start);
			}
		}

		void end(@Nullable Integer evalCount) {
			if (evalCount == null || evalCount <= 0) {
				failure(new IllegalStateException("No metrics at the end"));
			}
			else {
				Received.this.ends.incrementAndGet();
			}
		}

	}

	/**
	 * Times by steps of 5 us, up to a second.
	 */
	private static final class Delays {

		private static final int STEP = 5000;

		private final AtomicLongArray counts = new AtomicLongArray(200_000);

		private final AtomicLong sum = new AtomicLong();

		void add(long nanos) {
			this.sum.incrementAndGet();
			this.counts.incrementAndGet((int) Math.min(this.counts.length() - 1, Math.max(0, nanos / STEP)));
		}

		long count() {
			return this.sum.get();
		}

		double millis(double quantile) {
			long rest = (long) (this.sum.get() * quantile);
			for (int step = 0; step < this.counts.length(); step++) {
				rest -= this.counts.get(step);
				if (rest < 0) {
					return (step + 0.5) * STEP / 1e6;
				}
			}
			return Double.NaN;
		}

	}

}
