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
	 * @return whether it is one of these
	 */
	boolean set(String name, JsonParser parser) {
		switch (name) {
			case "total_duration" -> this.total = Duration.ofNanos(parser.getLongValue());
			case "load_duration" -> this.load = Duration.ofNanos(parser.getLongValue());
			case "prompt_eval_count" -> this.promptEvalCount = parser.getIntValue();
			case "prompt_eval_duration" -> this.promptEval = Duration.ofNanos(parser.getLongValue());
			case "eval_count" -> this.evalCount = parser.getIntValue();
			case "eval_duration" -> this.eval = Duration.ofNanos(parser.getLongValue());
			case "prompt_eval_cached_count" -> this.promptEvalCached = parser.getIntValue();
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
