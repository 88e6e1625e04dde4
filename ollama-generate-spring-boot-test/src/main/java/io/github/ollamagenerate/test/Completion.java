package io.github.ollamagenerate.test;

import java.util.List;

/**
 * A finished answer of a model.
 *
 * @param model the model's name as requested
 * @param thinking the chunks of the thinking, empty without
 * @param texts the chunks of the answer
 * @param doneReason why it ended
 * @param withContext whether the context is part of the answer
 * @param usage the token counts
 */
record Completion(String model, List<String> thinking, List<String> texts, String doneReason, boolean withContext,
		Usage usage) {

	int chunkCount() {
		return this.thinking.size() + this.texts.size();
	}

	/**
	 * Token counts.
	 *
	 * @param prompt the tokens of the prompt
	 * @param eval the generated tokens
	 * @param timed those of the generated tokens that took time
	 */
	record Usage(int prompt, int eval, int timed) {

	}

}
