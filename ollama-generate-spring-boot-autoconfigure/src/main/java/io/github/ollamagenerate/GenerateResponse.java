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
 * Answer to a {@link GenerateRequest}: the whole of it, or one chunk of a stream.
 *
 * @param model the model that answered
 * @param createdAt the time of the answer, text as received (RFC 3339); {@code null} if
 * not sent
 * @param response the text of the answer or of this chunk; empty while the model thinks,
 * never {@code null}
 * @param thinking the thinking text, {@code null} if there is none
 * @param done whether this is the end of the answer
 * @param doneReason why the answer ended, text as received, such as {@code stop} or
 * {@code length}; {@code null} before the end
 * @param context the tokens of prompt and answer (deprecated by the server); {@code null}
 * unless the request carried a context too
 * @param logprobs the log probabilities of the tokens; empty unless asked
 * @param remoteModel the model at the remote server behind this one, {@code null} if none
 * @param remoteHost the remote server behind this one, {@code null} if none
 * @param metrics what the server measured; {@link Metrics#none()} before the end
 * @param additionalFields fields that this version does not know, as JSON values of Java
 * @see <a href=
 * "https://github.com/ollama/ollama/blob/main/api/types.go">GenerateResponse</a>
 */
public record GenerateResponse(String model, @Nullable String createdAt, String response, @Nullable String thinking,
		boolean done, @Nullable String doneReason, @Nullable List<Integer> context, List<Logprob> logprobs,
		@Nullable String remoteModel, @Nullable String remoteHost, Metrics metrics,
		Map<String, @Nullable Object> additionalFields) {

	public GenerateResponse {
		context = (context != null) ? List.copyOf(context) : null;
		logprobs = List.copyOf(logprobs);
		additionalFields = additionalFields.isEmpty() ? Map.of()
				: Collections.unmodifiableMap(new LinkedHashMap<>(additionalFields));
	}

	/**
	 * Return a builder of a complete answer, such as one that a test returns. Unless set,
	 * its texts are empty and it is done.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return a builder with the values of this response.
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
	 * Return whether the model thought but gave no answer, as happens when
	 * {@code num_predict} ends the answer before the thinking does.
	 * @return whether there is thinking text and no answer text
	 */
	public boolean isThinkingOnly() {
		return this.response.isEmpty() && this.thinking != null && !this.thinking.isEmpty();
	}

	/**
	 * Describe the response without any of its texts, so that it can be logged.
	 */
	@Override
	public String toString() {
		return "GenerateResponse[model=" + this.model + ", response=" + this.response.length()
				+ " characters, thinking=" + ((this.thinking != null) ? this.thinking.length() : 0)
				+ " characters, done=" + this.done + ", doneReason=" + this.doneReason + ", metrics=" + this.metrics
				+ "]";
	}

	/**
	 * What the server measured while it generated. It sends these values once, with the
	 * end of an answer, and leaves out those that are zero: {@code null} means not sent.
	 *
	 * @param totalDuration whole time at the server
	 * @param loadDuration time until the model was ready, waiting in the queue included
	 * @param promptEvalCount tokens of the prompt, cached ones included
	 * @param promptEvalDuration time spent on the part of the prompt that was not cached
	 * @param evalCount tokens of the answer, thinking included
	 * @param evalDuration time spent on them
	 * @param promptEvalCachedCount tokens of the prompt that came from the cache, a part
	 * of {@code promptEvalCount}
	 * @see <a href= "https://github.com/ollama/ollama/blob/main/api/types.go">Metrics</a>
	 */
	public record Metrics(@Nullable Duration totalDuration, @Nullable Duration loadDuration,
			@Nullable Integer promptEvalCount, @Nullable Duration promptEvalDuration, @Nullable Integer evalCount,
			@Nullable Duration evalDuration, @Nullable Integer promptEvalCachedCount) {

		private static final Metrics NONE = new Metrics(null, null, null, null, null, null, null);

		/**
		 * Return metrics without any value.
		 * @return the metrics of a chunk that is not the last
		 */
		public static Metrics none() {
			return NONE;
		}

		/**
		 * Return the speed of generation: {@code evalCount / evalDuration}.
		 * @return tokens per second, {@code null} unless both values were sent, the count
		 * is at least 2, and the duration is positive: a single token has no rate
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
	 * Builds a {@link GenerateResponse}.
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
		 * Set why the answer ended.
		 * @param doneReason why the answer ended, {@code null} for no reason
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
		 * @param metrics what the server measured
		 * @return this builder
		 */
		public Builder metrics(Metrics metrics) {
			Assert.notNull(metrics, "'metrics' must not be null");
			this.metrics = metrics;
			return this;
		}

		/**
		 * Set fields that this version does not know.
		 * @param additionalFields further fields, as JSON values of Java
		 * @return this builder
		 */
		public Builder additionalFields(Map<String, @Nullable Object> additionalFields) {
			Assert.notNull(additionalFields, "'additionalFields' must not be null");
			this.additionalFields = additionalFields;
			return this;
		}

		/**
		 * Return the answer.
		 * @return the answer
		 */
		public GenerateResponse build() {
			return new GenerateResponse(this.model, this.createdAt, this.response, this.thinking, this.done,
					this.doneReason, this.context, this.logprobs, this.remoteModel, this.remoteHost, this.metrics,
					this.additionalFields);
		}

	}

}
