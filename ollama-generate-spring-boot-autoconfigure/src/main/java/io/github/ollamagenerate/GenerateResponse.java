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

package io.github.ollamagenerate;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Answer to a {@link GenerateRequest}: the complete answer, or one chunk of a stream.
 *
 * @param model the model that answered
 * @param createdAt the time of the answer as received (RFC 3339 text), {@code null} if
 * not sent
 * @param response the text of the answer or of this chunk, empty while the model thinks
 * @param thinking the thinking text, {@code null} if there is none
 * @param done whether this is the end of the answer
 * @param doneReason the reason why the answer ended as received, such as {@code stop} or
 * {@code length}; {@code null} before the end
 * @param context the tokens of the prompt and the answer (deprecated by the server),
 * {@code null} if the request has no context
 * @param logprobs the log probabilities of the tokens, empty if not requested
 * @param remoteModel the model at the remote server to which this server forwards,
 * {@code null} if none
 * @param remoteHost the remote server to which this server forwards, {@code null} if none
 * @param metrics the metrics of the server, {@link Metrics#none()} before the end
 * @param additionalFields the fields that this version does not know, as Java values
 * @see <a href=
 * "https://github.com/ollama/ollama/blob/main/api/types.go">GenerateResponse</a>
 */
public record GenerateResponse(String model, @Nullable String createdAt, String response, @Nullable String thinking,
		boolean done, @Nullable String doneReason, @Nullable List<Integer> context, List<Logprob> logprobs,
		@Nullable String remoteModel, @Nullable String remoteHost, Metrics metrics,
		Map<String, @Nullable Object> additionalFields) {

	/**
	 * Create the answer with copies of the lists and of the map.
	 * @param model the model that answered
	 * @param createdAt the time of the answer as received
	 * @param response the text
	 * @param thinking the thinking text
	 * @param done whether this is the end of the answer
	 * @param doneReason the reason why the answer ended
	 * @param context the tokens of the prompt and the answer
	 * @param logprobs the log probabilities of the tokens
	 * @param remoteModel the model at the remote server
	 * @param remoteHost the remote server
	 * @param metrics the metrics of the server
	 * @param additionalFields the fields that this version does not know
	 */
	public GenerateResponse {
		context = (context != null) ? List.copyOf(context) : null;
		logprobs = List.copyOf(logprobs);
		additionalFields = additionalFields.isEmpty() ? Map.of()
				: Collections.unmodifiableMap(new LinkedHashMap<>(additionalFields));
	}

	/**
	 * Create a builder for a complete answer, such as one that a test returns. By
	 * default, its text is empty and it is done.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Create a builder with the values of this response.
	 * @return the builder
	 */
	public Builder mutate() {
		return new Builder().model(this.model)
			.createdAt(this.createdAt)
			.response(this.response)
			.thinking(this.thinking)
			.done(this.done)
			.doneReason(this.doneReason)
			.context(this.context)
			.logprobs(this.logprobs)
			.remoteModel(this.remoteModel)
			.remoteHost(this.remoteHost)
			.metrics(this.metrics)
			.additionalFields(this.additionalFields);
	}

	/**
	 * Return the time of the answer.
	 * @return the time, {@code null} if none was sent or the text is not a valid RFC 3339
	 * time
	 */
	public @Nullable Instant createdAtTime() {
		try {
			return (this.createdAt != null) ? OffsetDateTime.parse(this.createdAt).toInstant() : null;
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

	/**
	 * Return whether the model has thought but not answered. This happens when the answer
	 * reaches {@code num_predict} while the model still thinks.
	 * @return whether there is thinking text and no answer text
	 */
	public boolean isThinkingOnly() {
		return this.response.isEmpty() && this.thinking != null && !this.thinking.isEmpty();
	}

	/**
	 * Return a description without any content, which is safe to log.
	 */
	@Override
	public String toString() {
		return "GenerateResponse[model=" + this.model + ", response=" + this.response.length()
				+ " characters, thinking=" + ((this.thinking != null) ? this.thinking.length() : 0)
				+ " characters, done=" + this.done + ", doneReason=" + this.doneReason + ", metrics=" + this.metrics
				+ "]";
	}

	/**
	 * Metrics of the server. The server sends them once, with the end of an answer, and
	 * omits values that are zero. {@code null} means not sent.
	 *
	 * @param totalDuration the total time at the server
	 * @param loadDuration the time until the model was ready, including the time in the
	 * queue
	 * @param promptEvalCount the number of tokens of the prompt, including cached ones
	 * @param promptEvalDuration the time to process the part of the prompt that was not
	 * cached
	 * @param evalCount the number of tokens of the answer, including thinking
	 * @param evalDuration the time to generate them
	 * @param promptEvalCachedCount the number of tokens of the prompt that came from the
	 * cache, included in {@code promptEvalCount}
	 * @see <a href= "https://github.com/ollama/ollama/blob/main/api/types.go">Metrics</a>
	 */
	public record Metrics(@Nullable Duration totalDuration, @Nullable Duration loadDuration,
			@Nullable Integer promptEvalCount, @Nullable Duration promptEvalDuration, @Nullable Integer evalCount,
			@Nullable Duration evalDuration, @Nullable Integer promptEvalCachedCount) {

		private static final Metrics NONE = new Metrics(null, null, null, null, null, null, null);

		/**
		 * Return metrics without any value.
		 * @return the metrics of a chunk before the last one
		 */
		public static Metrics none() {
			return NONE;
		}

		/**
		 * Return the speed of generation: {@code evalCount / evalDuration}.
		 * @return the tokens per second; {@code null} if a value is missing, if the count
		 * is less than 2, or if the duration is not positive
		 */
		public @Nullable Double tokensPerSecond() {
			if (this.evalCount == null || this.evalDuration == null || this.evalCount < 2
					|| this.evalDuration.isNegative() || this.evalDuration.isZero()) {
				return null;
			}
			return this.evalCount * 1e9 / this.evalDuration.toNanos();
		}

	}

	/**
	 * Builder for a {@link GenerateResponse}.
	 */
	public static final class Builder {

		private String model = "";

		private @Nullable String createdAt;

		private String response = "";

		private @Nullable String thinking;

		private boolean done = true;

		private @Nullable String doneReason;

		private @Nullable List<Integer> context;

		private List<Logprob> logprobs = List.of();

		private @Nullable String remoteModel;

		private @Nullable String remoteHost;

		private Metrics metrics = Metrics.none();

		private Map<String, @Nullable Object> additionalFields = Map.of();

		private Builder() {
		}

		/**
		 * Set the model.
		 * @param model the model that answered
		 * @return this builder
		 */
		public Builder model(String model) {
			Assert.notNull(model, "'model' must not be null");
			this.model = model;
			return this;
		}

		/**
		 * Set the time of the answer.
		 * @param createdAt the time of the answer as RFC 3339 text, {@code null} for none
		 * @return this builder
		 */
		public Builder createdAt(@Nullable String createdAt) {
			this.createdAt = createdAt;
			return this;
		}

		/**
		 * Set the text of the answer.
		 * @param response the text of the answer
		 * @return this builder
		 */
		public Builder response(String response) {
			Assert.notNull(response, "'response' must not be null");
			this.response = response;
			return this;
		}

		/**
		 * Set the thinking text.
		 * @param thinking the thinking text, {@code null} for none
		 * @return this builder
		 */
		public Builder thinking(@Nullable String thinking) {
			this.thinking = thinking;
			return this;
		}

		/**
		 * Set whether this is the end of the answer.
		 * @param done whether this is the end of the answer
		 * @return this builder
		 */
		public Builder done(boolean done) {
			this.done = done;
			return this;
		}

		/**
		 * Set the reason why the answer ended.
		 * @param doneReason the reason, {@code null} for none
		 * @return this builder
		 */
		public Builder doneReason(@Nullable String doneReason) {
			this.doneReason = doneReason;
			return this;
		}

		/**
		 * Set the context.
		 * @param context the tokens of prompt and answer, {@code null} for none
		 * @return this builder
		 */
		public Builder context(@Nullable List<Integer> context) {
			this.context = context;
			return this;
		}

		/**
		 * Set the log probabilities.
		 * @param logprobs the log probabilities of the tokens
		 * @return this builder
		 */
		public Builder logprobs(List<Logprob> logprobs) {
			Assert.notNull(logprobs, "'logprobs' must not be null");
			this.logprobs = logprobs;
			return this;
		}

		/**
		 * Set the remote model.
		 * @param remoteModel the model at the remote server, {@code null} for none
		 * @return this builder
		 */
		public Builder remoteModel(@Nullable String remoteModel) {
			this.remoteModel = remoteModel;
			return this;
		}

		/**
		 * Set the remote server.
		 * @param remoteHost the remote server, {@code null} for none
		 * @return this builder
		 */
		public Builder remoteHost(@Nullable String remoteHost) {
			this.remoteHost = remoteHost;
			return this;
		}

		/**
		 * Set the metrics.
		 * @param metrics the metrics of the server
		 * @return this builder
		 */
		public Builder metrics(Metrics metrics) {
			Assert.notNull(metrics, "'metrics' must not be null");
			this.metrics = metrics;
			return this;
		}

		/**
		 * Set fields that this version does not know.
		 * @param additionalFields the fields, as Java values
		 * @return this builder
		 */
		public Builder additionalFields(Map<String, @Nullable Object> additionalFields) {
			Assert.notNull(additionalFields, "'additionalFields' must not be null");
			this.additionalFields = additionalFields;
			return this;
		}

		/**
		 * Create the answer.
		 * @return an immutable answer
		 */
		public GenerateResponse build() {
			return new GenerateResponse(this.model, this.createdAt, this.response, this.thinking, this.done,
					this.doneReason, this.context, this.logprobs, this.remoteModel, this.remoteHost, this.metrics,
					this.additionalFields);
		}

	}

}
