package io.github.ollamagenerate;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when there is no complete answer, because the server could not be reached, the
 * connection broke, or the answer could not be read.
 */
public class GenerateRequestException extends GenerateException {

	/**
	 * Create the exception.
	 * @param message what failed, where, and what to do next
	 * @param model the model that was asked, {@code null} if none was known
	 * @param partialResponse what had arrived before, {@code null} if nothing had
	 * @param cause the cause, {@code null} if there is none
	 */
	public GenerateRequestException(String message, @Nullable String model, @Nullable GenerateResponse partialResponse,
			@Nullable Throwable cause) {
		super(message, model, partialResponse, cause);
	}

}
