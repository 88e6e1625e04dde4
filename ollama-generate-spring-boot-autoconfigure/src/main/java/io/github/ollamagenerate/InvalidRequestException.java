package io.github.ollamagenerate;

import org.jspecify.annotations.Nullable;

/**
 * The request can never work and was not sent.
 */
public class InvalidRequestException extends GenerateException {

	/**
	 * Create the exception.
	 * @param message what is wrong with the request and how to mend it
	 * @param model the model of the request, {@code null} if it has none
	 * @param cause what failed, {@code null} if nothing did
	 */
	public InvalidRequestException(String message, @Nullable String model, @Nullable Throwable cause) {
		super(message, model, null, cause);
	}

}
