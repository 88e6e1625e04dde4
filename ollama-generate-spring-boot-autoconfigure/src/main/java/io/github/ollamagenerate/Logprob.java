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

	/**
	 * Create the log probability with copies of the lists.
	 * @param token the token as text
	 * @param logprob the natural logarithm of its probability
	 * @param bytes the token as UTF-8 bytes
	 * @param topLogprobs the most likely tokens at this position
	 */
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
