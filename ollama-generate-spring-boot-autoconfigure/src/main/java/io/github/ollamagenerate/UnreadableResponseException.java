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

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the response of the server is not a valid answer: a line is not valid JSON,
 * has fields of an unexpected type, exceeds the maximum size, or follows the end.
 */
public class UnreadableResponseException extends GenerateRequestException {

	/**
	 * The text that arrived, {@code null} if it may contain a part of the answer.
	 */
	private final @Nullable String serverText;

	/**
	 * Create the exception.
	 * @param message what failed, where, and what to do next
	 * @param model the model that was asked, {@code null} if none was known
	 * @param partialResponse what had arrived before, {@code null} if nothing had
	 * @param serverText the text that arrived instead of an answer, such as the page of a
	 * proxy; {@code null} if it may contain a part of the answer
	 */
	public UnreadableResponseException(String message, @Nullable String model,
			@Nullable GenerateResponse partialResponse, @Nullable String serverText) {
		super(message, model, partialResponse, null);
		this.serverText = serverText;
	}

	/**
	 * Return the text that arrived instead of an answer.
	 * @return the text, {@code null} if it may contain a part of the answer
	 */
	public @Nullable String serverText() {
		return this.serverText;
	}

}
