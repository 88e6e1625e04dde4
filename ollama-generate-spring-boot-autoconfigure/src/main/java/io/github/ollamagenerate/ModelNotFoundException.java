package io.github.ollamagenerate;

import org.jspecify.annotations.Nullable;

/**
 * The server does not have the model (status 404).
 */
public class ModelNotFoundException extends GenerateResponseException {

	/**
	 * Create the exception.
	 * @param message what failed, where, and what to do next
	 * @param model the model that was asked
	 * @param serverText the server's own text, {@code null} if it sent none
	 */
	public ModelNotFoundException(String message, String model, @Nullable String serverText) {
		super(message, model, null, 404, serverText);
	}

}
