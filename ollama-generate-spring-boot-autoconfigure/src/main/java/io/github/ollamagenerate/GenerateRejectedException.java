package io.github.ollamagenerate;

import org.jspecify.annotations.Nullable;

/**
 * This client's own limit on concurrent requests is reached, and the request waited in
 * vain for a free connection or was not let into the queue. Nothing was sent.
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
