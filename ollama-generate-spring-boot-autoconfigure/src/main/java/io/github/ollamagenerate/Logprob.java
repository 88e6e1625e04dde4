package io.github.ollamagenerate;

import java.util.List;

/**
 * Log probability of one token of the answer.
 *
 * @param token the token as text, empty if the server sent none
 * @param logprob its natural logarithm of probability, zero or negative
 * @param bytes the token as UTF-8 bytes, 0 to 255 each; empty if the server sent none
 * @param topLogprobs the likeliest tokens at this position; empty unless
 * {@code top_logprobs} was asked
 */
public record Logprob(String token, double logprob, List<Integer> bytes, List<Logprob> topLogprobs) {

	public Logprob {
		bytes = List.copyOf(bytes);
		topLogprobs = List.copyOf(topLogprobs);
	}

	/**
	 * Describe the token without its text, so that it can be logged.
	 */
	@Override
	public String toString() {
		return "Logprob[logprob=" + this.logprob + ", topLogprobs=" + this.topLogprobs.size() + "]";
	}

}
