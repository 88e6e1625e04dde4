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
	 */
	public InvalidRequestException(String message, @Nullable String model) {
		super(message, model, null, null);
	}

}
