package io.github.ollamagenerate;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

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
		 * @return tokens per second, {@code null} unless both values were sent and are
		 * positive
		 */
		public @Nullable Double tokensPerSecond() {
			if (this.evalCount == null || this.evalDuration == null || this.evalCount <= 0
					|| this.evalDuration.isNegative() || this.evalDuration.isZero()) {
				return null;
			}
			return this.evalCount * 1e9 / this.evalDuration.toNanos();
		}

	}

}
