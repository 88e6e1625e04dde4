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

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a timeout of the request expires.
 */
public class GenerateTimeoutException extends GenerateRequestException {

	/**
	 * The phase that timed out.
	 */
	private final Phase phase;

	/**
	 * The time since the phase started.
	 */
	private final Duration elapsed;

	/**
	 * Create the exception.
	 * @param message what failed, where, and what to do next
	 * @param model the model that was asked, {@code null} if none was known
	 * @param partialResponse what had arrived before, {@code null} if nothing had
	 * @param cause the cause, {@code null} if there is none
	 * @param phase the phase that timed out
	 * @param elapsed the time since the phase started
	 */
	public GenerateTimeoutException(String message, @Nullable String model, @Nullable GenerateResponse partialResponse,
			@Nullable Throwable cause, Phase phase, Duration elapsed) {
		super(message, model, partialResponse, cause);
		this.phase = phase;
		this.elapsed = elapsed;
	}

	/**
	 * Return the phase that timed out.
	 * @return the phase
	 */
	public Phase phase() {
		return this.phase;
	}

	/**
	 * Return the time since the phase started.
	 * @return the elapsed time
	 */
	public Duration elapsed() {
		return this.elapsed;
	}

	/**
	 * Phases of a request, in chronological order. {@link GenerateTimeouts} has a timeout
	 * for each of them.
	 */
	public enum Phase {

		/**
		 * Waiting for a connection.
		 */
		CONNECT,

		/**
		 * Waiting for the first chunk of the answer, while the server loads the model and
		 * reads the prompt.
		 */
		FIRST_CHUNK,

		/**
		 * Waiting for more data of an answer that has started.
		 */
		IDLE,

		/**
		 * Waiting for the end of the answer.
		 */
		TOTAL

	}

}
