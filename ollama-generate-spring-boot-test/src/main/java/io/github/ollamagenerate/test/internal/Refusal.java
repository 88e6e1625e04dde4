package io.github.ollamagenerate.test.internal;

/**
 * The server's "no" to a request.
 */
public final class Refusal extends RuntimeException {

	private final int status;

	private final String error;

	public Refusal(int status, String error) {
		// no stack trace: this is an answer, and a load test may ask for many of them
		super(error, null, false, false);
		this.status = status;
		this.error = error;
	}

	public int status() {
		return this.status;
	}

	public String error() {
		return this.error;
	}

}
