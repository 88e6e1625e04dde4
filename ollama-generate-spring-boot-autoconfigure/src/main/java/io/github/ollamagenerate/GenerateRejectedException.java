package io.github.ollamagenerate;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when this client has reached its maximum number of concurrent requests, and no
 * connection became free in time or the queue is full. The request was not sent.
 */
public class GenerateRejectedException extends GenerateRequestException {

	/**
	 * Create the exception.
	 * @param message what failed, where, and what to do next
	 * @param model the model that was asked, {@code null} if none was known
	 * @param cause the cause, {@code null} if there is none
	 */
	public GenerateRejectedException(String message, @Nullable String model, @Nullable Throwable cause) {
		super(message, model, null, cause);
	}

}
