package io.github.ollamagenerate;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the answer ended early, without {@code done} or {@code done_reason}.
 */
public class TruncatedResponseException extends GenerateRequestException {

	/**
	 * Create the exception.
	 * @param message what failed, where, and what to do next
	 * @param model the model that was asked, {@code null} if none was known
	 * @param partialResponse what had arrived before, {@code null} if nothing had
	 * @param cause the cause, {@code null} if there is none
	 */
	public TruncatedResponseException(String message, @Nullable String model,
			@Nullable GenerateResponse partialResponse, @Nullable Throwable cause) {
		super(message, model, partialResponse, cause);
	}

}
