package io.github.ollamagenerate;

import org.jspecify.annotations.Nullable;

/**
 * The server knows no such key, or does not let this client in (status 401 or 403). Where
 * the server is not signed in to a remote service, {@link #signinUrl()} says where to.
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
