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
 * Thrown when a request is not valid. The request was not sent.
 */
public class InvalidRequestException extends GenerateException {

	/**
	 * Create the exception.
	 * @param message what is wrong with the request, and how to fix it
	 * @param model the model of the request, {@code null} if it has none
	 * @param cause the cause, {@code null} if there is none
	 */
	public InvalidRequestException(String message, @Nullable String model, @Nullable Throwable cause) {
		super(message, model, null, cause);
	}

}
