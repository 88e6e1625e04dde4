package io.github.ollamagenerate;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the server does not have the model (status 404).
 */
public class ModelNotFoundException extends GenerateResponseException {

	/**
	 * Create the exception.
	 * @param message what failed, where, and what to do next
	 * @param model the model that was asked, {@code null} if none was known
	 * @param partialResponse what had arrived before, {@code null} if nothing had
	 * @param reply what the server said
	 */
	public ModelNotFoundException(String message, @Nullable String model, @Nullable GenerateResponse partialResponse,
			Reply reply) {
		super(message, model, partialResponse, reply);
	}

}
