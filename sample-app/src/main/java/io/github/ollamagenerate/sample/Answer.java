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

package io.github.ollamagenerate.sample;

import java.time.Duration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.ollamagenerate.GenerateResponse;
import org.jspecify.annotations.Nullable;

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
			@Nullable Long loadMillis, @Nullable Long totalMillis) {

		static Metrics of(GenerateResponse.Metrics metrics) {
			return new Metrics(metrics.promptEvalCount(), metrics.evalCount(), metrics.tokensPerSecond(),
					millis(metrics.loadDuration()), millis(metrics.totalDuration()));
		}

		private static @Nullable Long millis(@Nullable Duration duration) {
			return (duration != null) ? duration.toMillis() : null;
		}

	}

}
