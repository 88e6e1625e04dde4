package io.github.ollamagenerate;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the server rejects the credentials or the client (status 401 or 403). If
 * the server is not signed in to a remote service, {@link #signinUrl()} returns the
 * address to sign in.
 */
public class GenerateAuthenticationException extends GenerateResponseException {

	/**
	 * Create the exception.
	 * @param message what failed, where, and what to do next
	 * @param model the model that was asked, {@code null} if none was known
	 * @param partialResponse what had arrived before, {@code null} if nothing had
	 * @param reply what the server said
	 */
	public GenerateAuthenticationException(String message, @Nullable String model,
			@Nullable GenerateResponse partialResponse, Reply reply) {
		super(message, model, partialResponse, reply);
	}

}
