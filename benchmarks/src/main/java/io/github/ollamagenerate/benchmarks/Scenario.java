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

/**
 * A load: so many streams at a time, of so many tokens each, at such a pace. Its name is
 * the prompt that asks the server for it.
 */
enum Scenario {

	/** Never measured: streams with pauses, for the JIT to know them. */
	REHEARSAL(1000, 100, 40, 0, 1),

	/** Never measured: opens the connections of a turn with many streams. */
	OPENING(1, 20, 10, 0, 1),

	/**
	 * Streams of 100 tokens, to see whether the cost of a token depends on their number.
	 */
	FAST_100(1, 100, 0, 0, 10_000),

	/** One stream without pauses after the other. */
	FAST(1, 2000, 0, 0, 500),

	/** Streams of 20,000 tokens. */
	FAST_20000(1, 20_000, 0, 0, 50),

	/** Short calls, one after the other. */
	SHORT(1, 5, 0, 0, 10_000),

	/** Calls of 50 tokens, one after the other. */
	CALL(1, 50, 0, 0, 5000),

	/** Twenty streams at 200 tokens a second. */
	TWENTY(20, 2000, 200, 0, 1),

	/** A thousand streams at 20 tokens a second. */
	THOUSAND(1000, 200, 20, 0, 1),

	/** Five thousand streams at 4 tokens a second. */
	FIVE_THOUSAND(5000, 40, 4, 0, 1),

	/** Ten thousand streams at 2 tokens a second. */
	TEN_THOUSAND(10_000, 30, 2, 0, 1),

	/** Five thousand streams, to see what they keep in memory. */
	HELD(5000, 20, 2, 0, 1),

	/** A last line with 8 MB of context. */
	CONTEXT(1, 5, 0, 8 * 1024 * 1024, 50);

	/** How many streams there are at a time. */
	final int streams;

	/** How many tokens a stream has. */
	final int tokens;

	/** Tokens per second of a stream; zero means without pauses. */
	final int rate;

	/** How many bytes of context the last line has. */
	final int context;

	/** How often that is repeated, one after the other. */
	final int repetitions;

	Scenario(int streams, int tokens, int rate, int context, int repetitions) {
		this.streams = streams;
		this.tokens = tokens;
		this.rate = rate;
		this.context = context;
		this.repetitions = repetitions;
	}

	/**
	 * Return whether the scenario is one to measure.
	 */
	boolean isMeasured() {
		return this != REHEARSAL && this != OPENING;
	}

	/**
	 * Return whether the cost is counted per answer, not per token.
	 */
	boolean isPerCall() {
		return this == SHORT || this == CALL || this == CONTEXT;
	}

}
