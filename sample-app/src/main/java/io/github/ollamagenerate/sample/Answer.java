package io.github.ollamagenerate.sample;

import java.time.Duration;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.github.ollamagenerate.GenerateResponse;

/**
 * What a client gets: the whole answer, one piece of it, or the error that ended it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Answer(@Nullable String response, @Nullable String thinking, @Nullable Boolean done, @Nullable String doneReason,
		@Nullable Metrics metrics, @Nullable String error) {

	static Answer of(GenerateResponse response) {
		Metrics metrics = response.done() ? Metrics.of(response.metrics()) : null;
		return new Answer(response.response(), response.thinking(), response.done(), response.doneReason(), metrics,
				null);
	}

	// Spring logs what it reads and writes: no prompt, no answer
	@Override
	public String toString() {
		return "Answer[done=" + this.done + ", doneReason=" + this.doneReason + "]";
	}

	static Answer failed(Throwable ex) {
		return new Answer(null, null, null, null, null, ex.getMessage());
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Metrics(@Nullable Integer promptEvalCount, @Nullable Integer evalCount, @Nullable Double tokensPerSecond,
			@Nullable Long loadMillis) {

		static Metrics of(GenerateResponse.Metrics metrics) {
			Duration load = metrics.loadDuration();
			return new Metrics(metrics.promptEvalCount(), metrics.evalCount(), metrics.tokensPerSecond(),
					(load != null) ? load.toMillis() : null);
		}

	}

}
