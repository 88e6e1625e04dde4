package io.github.ollamagenerate;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the server, or the remote service behind it, limits the rate of requests
 * (status 429). {@link #retryAfter()} returns the time to wait, if the server sends it.
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
