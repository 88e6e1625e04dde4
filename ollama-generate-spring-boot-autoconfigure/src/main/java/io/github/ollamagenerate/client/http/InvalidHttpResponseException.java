package io.github.ollamagenerate.client.http;

import java.io.IOException;

/**
 * The server sent something that is not a response to the request. The message says what
 * it was, and holds nothing of its content.
 */
public final class InvalidHttpResponseException extends IOException {

	private final String nextStep;

	InvalidHttpResponseException(String message, String nextStep) {
		super(message);
		this.nextStep = nextStep;
	}

	/**
	 * Return what the user can do about it.
	 * @return a sentence
	 */
	public String nextStep() {
		return this.nextStep;
	}

}
