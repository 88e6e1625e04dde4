package io.github.ollamagenerate;

import java.util.List;

/**
 * Log probability of one token of the answer.
 *
 * @param token the token as text, empty if the server sent none
 * @param logprob the natural logarithm of its probability, zero or negative
 * @param bytes the token as UTF-8 bytes, 0 to 255 each; empty if the server sent none
 * @param topLogprobs the most likely tokens at this position, empty if
 * {@code top_logprobs} is not set
 */
public record Logprob(String token, double logprob, List<Integer> bytes, List<Logprob> topLogprobs) {

	public Logprob {
		bytes = List.copyOf(bytes);
		topLogprobs = List.copyOf(topLogprobs);
	}

	/**
	 * Return a description without the text of the token, which is safe to log.
	 */
	@Override
	public String toString() {
		return "Logprob[logprob=" + this.logprob + ", topLogprobs=" + this.topLogprobs.size() + "]";
	}

}
