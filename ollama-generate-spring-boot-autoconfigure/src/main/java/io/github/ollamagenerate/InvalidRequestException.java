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
