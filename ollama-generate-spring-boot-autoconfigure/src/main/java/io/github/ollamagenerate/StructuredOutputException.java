package io.github.ollamagenerate;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when an answer came but its text is not of the type that was asked for: the
 * server does what it can to keep to a schema, and an answer may be cut.
 * <p>
 * Neither the message nor the cause holds anything of the answer: the cause has the type,
 * the place and the stack trace of the JSON mapper's exception.
 */
public class StructuredOutputException extends GenerateException {

	// the response itself is not serializable
	private final String text;

	private final @Nullable String doneReason;

	/**
	 * Create the exception.
	 * @param message what does not fit, where, and what to do
	 * @param response the answer
	 * @param cause the failure of the mapper, {@code null} if nothing failed in it
	 */
	public StructuredOutputException(String message, GenerateResponse response, @Nullable Throwable cause) {
		super(message, response.model(), response, cause);
		this.text = response.response();
		this.doneReason = response.doneReason();
	}

	/**
	 * Return the text of the answer as it came.
	 * @return the text, empty if there was none
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Return why the answer ended.
	 * @return the text as received: {@code length} means that it was cut; {@code null} if
	 * it had not ended
	 */
	public @Nullable String doneReason() {
		return this.doneReason;
	}

}
