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
 * Thrown when the server reports an error, with a status or with an error line in a
 * stream.
 */
public class GenerateResponseException extends GenerateException {

	/**
	 * The status of the error.
	 */
	private final int status;

	/**
	 * The error text of the server, {@code null} if it sent none.
	 */
	private final @Nullable String serverText;

	/**
	 * The time to wait before a retry, {@code null} if not sent.
	 */
	private final @Nullable Duration retryAfter;

	/**
	 * The address to sign the server in, {@code null} if not sent.
	 */
	private final @Nullable String signinUrl;

	/**
	 * Create the exception.
	 * @param message what failed, where, and what to do next
	 * @param model the model that was asked, {@code null} if none was known
	 * @param partialResponse what had arrived before, {@code null} if nothing had
	 * @param reply what the server said
	 */
	public GenerateResponseException(String message, @Nullable String model, @Nullable GenerateResponse partialResponse,
			Reply reply) {
		super(message, model, partialResponse, null);
		this.status = reply.status();
		this.serverText = reply.text();
		this.retryAfter = reply.retryAfter();
		this.signinUrl = reply.signinUrl();
	}

	/**
	 * Return the status of the error: the one of the response, or the one in the error
	 * line of a stream.
	 * @return the status, 200 for an error line without a status
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Return the error text of the server.
	 * @return the text, {@code null} if the server sent none
	 */
	public @Nullable String serverText() {
		return this.serverText;
	}

	/**
	 * Return the time to wait before a retry, from the header {@code Retry-After}.
	 * @return the time since the response, zero if it has already passed; {@code null} if
	 * the server sent none
	 */
	public @Nullable Duration retryAfter() {
		return this.retryAfter;
	}

	/**
	 * Return the address to sign the server in to a remote service, from the field
	 * {@code signin_url}. Do not log it, because it identifies the server.
	 * @return the address, {@code null} if the server sent none
	 */
	public @Nullable String signinUrl() {
		return this.signinUrl;
	}

	/**
	 * Error that a server returns instead of an answer.
	 *
	 * @param status the status, 200 for an error line without a status
	 * @param text the error text of the server, {@code null} if it sent none
	 * @param retryAfter the time to wait before a retry, {@code null} if not sent
	 * @param signinUrl the address to sign the server in, {@code null} if not sent
	 */
	public record Reply(int status, @Nullable String text, @Nullable Duration retryAfter, @Nullable String signinUrl) {

		/**
		 * Return a text without the address, which identifies the server, and without the
		 * text of the server, which can repeat a prompt.
		 */
		@Override
		public String toString() {
			return "Reply[status=" + this.status + ", retryAfter=" + this.retryAfter + "]";
		}

	}

}
