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

package io.github.ollamagenerate.soak;

import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What the server does with a request, and what the call must end with. The rates are per
 * thousand calls.
 */
enum Scenario {

	/** A line with a token every quarter of a second. */
	ANSWER(589, "SUCCESS/none"),

	/** Many tokens at once, for a subscriber that takes one at a time. */
	SLOW_READER(50, "SUCCESS/none"),

	/** The caller cancels after the first tokens. */
	CANCEL(100, "CANCELLED/none"),

	/** The connection ends within a line. */
	CUT(50, "ERROR/truncated"),

	/** A line with an error after the first tokens. */
	ERROR_LINE(50, "ERROR/stream_error"),

	/** No data after the first tokens. */
	STALL(20, "ERROR/timeout"),

	/** Status 503, then an answer. */
	BUSY_ONCE(50, "SUCCESS/none"),

	/** Status 503 each time. */
	BUSY(20, "ERROR/503"),

	/** An interim response before the answer. */
	EARLY_HINTS(30, "SUCCESS/none"),

	/** A compressed answer. */
	GZIP(40, "SUCCESS/none"),

	/** A last line of almost 8 MB. */
	LONG_LINE(1, "SUCCESS/none");

	/** The number of tokens of an answer. */
	static final int TOKENS = 20;

	private final int rate;

	private final String outcome;

	Scenario(int rate, String outcome) {
		this.rate = rate;
		this.outcome = outcome;
	}

	/**
	 * Return the outcome and the type of the error, as the meters name them.
	 */
	String outcome() {
		return this.outcome;
	}

	/**
	 * Return what a call can end with, too, if the server was restarted or the
	 * application was closed meanwhile.
	 */
	Set<String> outcomesIfDisturbed() {
		// the attempt that would be answered may be the one that is interrupted
		return (this == BUSY_ONCE) ? Set.of("ERROR/truncated", "ERROR/connect", "ERROR/503")
				: Set.of("ERROR/truncated", "ERROR/connect");
	}

	static Scenario next(RandomGenerator random) {
		int left = random.nextInt(1000);
		for (Scenario scenario : values()) {
			left -= scenario.rate;
			if (left < 0) {
				return scenario;
			}
		}
		throw new IllegalStateException("The rates must add up to 1000");
	}

	/**
	 * Return the text of a token. It names the call, so that an answer of another call is
	 * noticed.
	 */
	static String token(long call, int token) {
		return " " + call + "." + token;
	}

	/**
	 * Return the text of a complete answer.
	 */
	static String answer(long call) {
		StringBuilder text = new StringBuilder();
		for (int token = 0; token < TOKENS; token++) {
			text.append(token(call, token));
		}
		return text.toString();
	}

}
