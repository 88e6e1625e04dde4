package io.github.ollamagenerate;

import org.jspecify.annotations.Nullable;

/**
 * The server, or the remote service behind it, limits how much is asked of it (status
 * 429). {@link #retryAfter()} says when to come back, where the server does.
 */
public class RateLimitedException extends GenerateResponseException {

	/**
	 * Create the exception.
	 * @param message what failed, where, and what to do next
	 * @param model the model that was asked, {@code null} if none was known
	 * @param partialResponse what had arrived before, {@code null} if nothing had
	 * @param reply what the server said
	 */
	public RateLimitedException(String message, @Nullable String model, @Nullable GenerateResponse partialResponse,
			Reply reply) {
		super(message, model, partialResponse, reply);
	}

}
