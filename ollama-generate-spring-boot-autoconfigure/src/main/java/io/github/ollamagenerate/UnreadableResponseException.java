package io.github.ollamagenerate;

import org.jspecify.annotations.Nullable;

/**
 * The server answered with what is no answer: a line that is no JSON, lacks the types of
 * an answer, exceeds the limit, or follows the end.
 */
public class UnreadableResponseException extends GenerateRequestException {

	private final @Nullable String serverText;

	/**
	 * Create the exception.
	 * @param message what failed, where, and what to do next
	 * @param model the model that was asked, {@code null} if none was known
	 * @param partialResponse what had arrived before, {@code null} if nothing had
	 * @param serverText the text that came in place of an answer, such as that of a
	 * proxy's page; {@code null} if it may hold a part of the answer
	 */
	public UnreadableResponseException(String message, @Nullable String model,
			@Nullable GenerateResponse partialResponse, @Nullable String serverText) {
		super(message, model, partialResponse, null);
		this.serverText = serverText;
	}

	/**
	 * Return the text that came in place of an answer.
	 * @return the text, {@code null} if it may hold a part of the answer
	 */
	public @Nullable String serverText() {
		return this.serverText;
	}

}
