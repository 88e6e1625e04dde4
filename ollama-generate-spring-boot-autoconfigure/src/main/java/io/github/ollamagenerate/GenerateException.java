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
 * Base class for all failures of a generation. The message says what failed, where, and
 * what to do next. It never contains a prompt, an answer, or a key.
 */
public class GenerateException extends RuntimeException {

	/**
	 * The model that was asked, {@code null} if none was known.
	 */
	private final @Nullable String model;

	private final transient @Nullable GenerateResponse partialResponse;

	/**
	 * Create the exception.
	 * @param message what failed, where, and what to do next
	 * @param model the model that was asked, {@code null} if none was known
	 * @param partialResponse what had arrived before, {@code null} if nothing had
	 * @param cause the cause, {@code null} if there is none
	 */
	public GenerateException(String message, @Nullable String model, @Nullable GenerateResponse partialResponse,
			@Nullable Throwable cause) {
		super(message, cause);
		this.model = model;
		this.partialResponse = partialResponse;
	}

	/**
	 * Return the model that was asked.
	 * @return the model, {@code null} if none was known
	 */
	public @Nullable String model() {
		return this.model;
	}

	/**
	 * Return the part of the answer that arrived before the failure, with the text of all
	 * chunks combined.
	 * @return the partial answer, {@code null} if no text arrived
	 */
	public @Nullable GenerateResponse partialResponse() {
		return this.partialResponse;
	}

}
