package io.github.ollamagenerate.test.internal.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A finished answer of a model.
 *
 * @param model the model's name as requested
 * @param chunks the parts in which it is streamed
 * @param doneReason why it ended
 * @param context the tokens so far, or null if they are no part of the answer
 * @param usage the token counts
 */
public record Completion(String model, List<Chunk> chunks, String doneReason, @Nullable Context context, Usage usage) {

	/**
	 * The tokens of a conversation.
	 *
	 * @param given those that came with the request
	 * @param added the number of those that were added
	 */
	record Context(List<Long> given, int added) {

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
