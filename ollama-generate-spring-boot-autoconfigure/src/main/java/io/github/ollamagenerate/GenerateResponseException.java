package io.github.ollamagenerate;

import org.jspecify.annotations.Nullable;

/**
 * The server answered with an error, by status or by an error line within a stream.
 */
public class GenerateResponseException extends GenerateException {

	private final int status;

	private final @Nullable String serverText;

	/**
	 * Create the exception.
	 * @param message what failed, where, and what to do next
	 * @param model the model that was asked, {@code null} if none was known
	 * @param partialResponse what had arrived before, {@code null} if nothing had
	 * @param status the status that the server named; 200 for an error line within a
	 * stream that names none
	 * @param serverText the server's own text, {@code null} if it sent none
	 */
	public GenerateResponseException(String message, @Nullable String model, @Nullable GenerateResponse partialResponse,
			int status, @Nullable String serverText) {
		super(message, model, partialResponse, null);
		this.status = status;
		this.serverText = serverText;
	}

	/**
	 * Return the status that the server named: that of the answer, or that of a remote
	 * model's error within a stream.
	 * @return the status; 200 for an error line within a stream that names none
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Return the server's own text.
	 * @return the text, {@code null} if it sent none
	 */
	public @Nullable String serverText() {
		return this.serverText;
	}

}
