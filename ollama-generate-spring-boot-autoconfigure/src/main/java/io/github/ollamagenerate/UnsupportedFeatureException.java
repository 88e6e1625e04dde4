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
 * Thrown when the model does not support a feature of the request, such as thinking,
 * insertion, or vision.
 */
public class UnsupportedFeatureException extends GenerateResponseException {

	/**
	 * The feature as named by the server.
	 */
	private final String feature;

	/**
	 * Create the exception.
	 * @param message what failed, where, and what to do next
	 * @param model the model that was asked, {@code null} if none was known
	 * @param partialResponse what had arrived before, {@code null} if nothing had
	 * @param reply what the server said
	 * @param feature the feature that the model does not support, as named by the server
	 */
	public UnsupportedFeatureException(String message, @Nullable String model,
			@Nullable GenerateResponse partialResponse, Reply reply, String feature) {
		super(message, model, partialResponse, reply);
		this.feature = feature;
	}

	/**
	 * Return the feature that the model does not support.
	 * @return the feature as named by the server: {@code thinking}, {@code insert},
	 * {@code vision}, or another
	 */
	public String feature() {
		return this.feature;
	}

}
