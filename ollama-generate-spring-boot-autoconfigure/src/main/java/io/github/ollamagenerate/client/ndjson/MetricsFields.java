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

import java.time.Duration;
import java.util.Set;

import io.github.ollamagenerate.GenerateResponse.Metrics;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of the last line of an answer, in any form in which JSON writes them.
 */
final class MetricsFields {

	private static final Set<String> NAMES = Set.of("total_duration", "load_duration", "prompt_eval_count",
			"prompt_eval_duration", "eval_count", "eval_duration", "prompt_eval_cached_count");

	// a longer text is not a number
	private static final int MAX_LENGTH = 30;

	private @Nullable Duration total;

	private @Nullable Duration load;

	private @Nullable Integer promptEvalCount;

	private @Nullable Duration promptEval;

	private @Nullable Integer evalCount;

	private @Nullable Duration eval;

	private @Nullable Integer promptEvalCached;

	static boolean isName(String name) {
		return NAMES.contains(name);
	}

	/**
	 * Return a number that is written as a text.
	 * @return the number, {@code null} if it is not one
	 */
	static @Nullable Number parse(String text) {
		if (text.length() > MAX_LENGTH) {
			return null;
		}
		try {
			return Double.valueOf(text);
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	/**
	 * Take a number.
	 * @return whether it is one of these, whole, and of their range; a fraction may be of
	 * another unit
	 */
	boolean set(String name, Number value) {
		double number = value.doubleValue();
		// a comparison with NaN is false
		if (!(number >= 0 && number < Long.MAX_VALUE && number == Math.rint(number))) {
			return false;
		}
		long whole = value.longValue();
		return setDuration(name, whole) || (whole <= Integer.MAX_VALUE && setCount(name, (int) whole));
	}

	private boolean setDuration(String name, long nanoseconds) {
		switch (name) {
			case "total_duration" -> this.total = Duration.ofNanos(nanoseconds);
			case "load_duration" -> this.load = Duration.ofNanos(nanoseconds);
			case "prompt_eval_duration" -> this.promptEval = Duration.ofNanos(nanoseconds);
			case "eval_duration" -> this.eval = Duration.ofNanos(nanoseconds);
			default -> {
				return false;
			}
		}
		return true;
	}

	private boolean setCount(String name, int tokens) {
		switch (name) {
			case "prompt_eval_count" -> this.promptEvalCount = tokens;
			case "eval_count" -> this.evalCount = tokens;
			case "prompt_eval_cached_count" -> this.promptEvalCached = tokens;
			default -> {
				return false;
			}
		}
		return true;
	}

	/**
	 * Take what an earlier line had and this one lacks.
	 */
	void complete(Metrics earlier) {
		this.total = first(this.total, earlier.totalDuration());
		this.load = first(this.load, earlier.loadDuration());
		this.promptEvalCount = first(this.promptEvalCount, earlier.promptEvalCount());
		this.promptEval = first(this.promptEval, earlier.promptEvalDuration());
		this.evalCount = first(this.evalCount, earlier.evalCount());
		this.eval = first(this.eval, earlier.evalDuration());
		this.promptEvalCached = first(this.promptEvalCached, earlier.promptEvalCachedCount());
	}

	private static <T> @Nullable T first(@Nullable T value, @Nullable T other) {
		return (value != null) ? value : other;
	}

	Metrics toMetrics() {
		return new Metrics(this.total, this.load, this.promptEvalCount, this.promptEval, this.evalCount, this.eval,
				this.promptEvalCached);
	}

}
