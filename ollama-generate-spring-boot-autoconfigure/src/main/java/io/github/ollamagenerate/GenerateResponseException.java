package io.github.ollamagenerate;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The server answered with an error, by status or by an error line within a stream.
 */
public class GenerateResponseException extends GenerateException {

	private final int status;

	private final @Nullable String serverText;

	private final @Nullable Duration retryAfter;

	private final @Nullable String signinUrl;

	/**
	 * Create the exception.
	 * @param message what failed, where, and what to do next
	 * @param model the model that was asked, {@code null} if none was known
	 * @param partialResponse what had arrived before, {@code null} if nothing had
	 * @param reply what the server said
	 */
	public GenerateResponseException(String message, @Nullable String model, @Nullable GenerateResponse partialResponse,
			Reply reply) {
		super(message, model, partialResponse, null);
		this.status = reply.status();
		this.serverText = reply.text();
		this.retryAfter = reply.retryAfter();
		this.signinUrl = reply.signinUrl();
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

	/**
	 * Return how long the server asks to wait before the request is sent again, from its
	 * header {@code Retry-After}.
	 * @return the time from the answer on, zero if it has come already; {@code null} if
	 * the server named none
	 */
	public @Nullable Duration retryAfter() {
		return this.retryAfter;
	}

	/**
	 * Return the address at which the server's owner signs it in to a remote service,
	 * from the field {@code signin_url}. It identifies the server: not to be logged.
	 * @return the address, {@code null} if the server sent none
	 */
	public @Nullable String signinUrl() {
		return this.signinUrl;
	}

	/**
	 * What a server said in place of an answer.
	 *
	 * @param status the status; 200 for an error line within a stream that names none
	 * @param text the server's own text, {@code null} if it sent none
	 * @param retryAfter how long it asks to wait, {@code null} if it does not
	 * @param signinUrl where its owner signs it in, {@code null} if it does not say
	 */
	public record Reply(int status, @Nullable String text, @Nullable Duration retryAfter, @Nullable String signinUrl) {
	}

}
