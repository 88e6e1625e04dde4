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
 * Thrown when the text of an answer does not match the requested type. A server enforces
 * a schema as well as it can, and an answer may be truncated.
 * <p>
 * Neither the message nor the cause contains any part of the answer. The cause has the
 * type, the location, and the stack trace of the exception of the JSON mapper.
 */
public class StructuredOutputException extends GenerateException {

	/**
	 * The text of the answer; the response itself is not serializable.
	 */
	private final String text;

	/**
	 * The reason why the answer ended, {@code null} if it has not ended.
	 */
	private final @Nullable String doneReason;

	/**
	 * Create the exception.
	 * @param message what does not match, where, and what to do next
	 * @param response the answer
	 * @param cause the failure of the mapper, {@code null} if nothing failed in it
	 */
	public StructuredOutputException(String message, GenerateResponse response, @Nullable Throwable cause) {
		super(message, response.model(), response, cause);
		this.text = response.response();
		this.doneReason = response.doneReason();
	}

	/**
	 * Return the text of the answer as received.
	 * @return the text, empty if there was none
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Return the reason why the answer ended.
	 * @return the reason as received, {@code length} if the answer was truncated;
	 * {@code null} if it has not ended
	 */
	public @Nullable String doneReason() {
		return this.doneReason;
	}

}
