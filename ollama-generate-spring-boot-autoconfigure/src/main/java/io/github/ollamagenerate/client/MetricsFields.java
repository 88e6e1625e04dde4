package io.github.ollamagenerate.client;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

import io.github.ollamagenerate.GenerateResponse.Metrics;

/**
 * Numbers of the last line of an answer.
 */
final class MetricsFields {

	private @Nullable Duration total;

	private @Nullable Duration load;

	private @Nullable Integer promptEvalCount;

	private @Nullable Duration promptEval;

	private @Nullable Integer evalCount;

	private @Nullable Duration eval;

	private @Nullable Integer promptEvalCached;

	/**
	 * Take a number.
	 * @return whether it is one of these, and of their range
	 */
	boolean set(String name, JsonParser parser) {
		return switch (parser.getNumberType()) {
			case INT -> setDuration(name, parser.getLongValue()) || setCount(name, parser.getIntValue());
			case LONG -> setDuration(name, parser.getLongValue());
			default -> false;
		};
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

	Metrics toMetrics() {
		return new Metrics(this.total, this.load, this.promptEvalCount, this.promptEval, this.evalCount, this.eval,
				this.promptEvalCached);
	}

}
