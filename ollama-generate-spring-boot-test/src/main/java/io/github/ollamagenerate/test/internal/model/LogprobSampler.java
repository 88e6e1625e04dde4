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

package io.github.ollamagenerate.test.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes up log probabilities, position by position. They do not depend on how many likely
 * tokens are asked for.
 */
public final class LogprobSampler {

	/** The most likely tokens that may be asked for. */
	public static final int MOST_LIKELY = 20;

	/** Some more, so that a token is not always among the likely ones. */
	private static final int RANKS = MOST_LIKELY + 4;

	private static final List<String> OTHERS = List.of(" the", " a", " this", " that", " it", " is", " was", " not",
			" and", " or", " but", " with", " from", " for", " to", " in", " on", " at", " by", " as", ",", ".", "!",
			"?", ":", " \u2192", "\n", " one", " canned", " mock");

	private final Random random;

	private final int likely;

	LogprobSampler(Random random, int likely) {
		this.random = random;
		this.likely = likely;
	}

	/**
	 * Return the entry of the next position.
	 * @param token the token that was sampled there
	 */
	Logprob next(String token) {
		float[] values = values();
		int rank = rank(values);
		int offset = this.random.nextInt(OTHERS.size());
		List<Logprob> entries = new ArrayList<>(this.likely);
		for (int i = 0; entries.size() < this.likely; i++) {
			String other = OTHERS.get((offset + i) % OTHERS.size());
			if (entries.size() == rank) {
				entries.add(new Logprob(token, values[rank], List.of()));
			}
			else if (!other.equals(token)) {
				entries.add(new Logprob(other, values[entries.size()], List.of()));
			}
		}
		return new Logprob(token, values[rank], entries);
	}

	/** Descending, steeper at first, and with a rest for the tokens that nobody sees. */
	private float[] values() {
		double[] logits = new double[RANKS + 1];
		double sum = 1;
		for (int rank = 1; rank <= RANKS; rank++) {
			logits[rank] = logits[rank - 1] - (0.1 + 2 * this.random.nextDouble()) / (1 + 0.4 * rank);
			sum += Math.exp(logits[rank]);
		}
		float[] values = new float[RANKS];
		for (int rank = 0; rank < RANKS; rank++) {
			values[rank] = (float) (logits[rank] - Math.log(sum));
		}
		return values;
	}

	/** Sample a rank. */
	private int rank(float[] values) {
		double remaining = this.random.nextDouble();
		int rank = 0;
		while (rank < RANKS - 1 && remaining > Math.exp(values[rank])) {
			remaining -= Math.exp(values[rank]);
			rank++;
		}
		return rank;
	}

}
