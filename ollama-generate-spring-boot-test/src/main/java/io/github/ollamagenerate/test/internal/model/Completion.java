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
