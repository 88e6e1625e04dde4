package io.github.ollamagenerate.test;

/**
 * The server's "no" to a request.
 */
final class Refusal extends RuntimeException {

	private final int status;

	private final String error;

	Refusal(int status, String error) {
		// no stack trace: this is an answer, and a load test may ask for many of them
		super(error, null, false, false);
		this.status = status;
		this.error = error;
	}

	int status() {
		return this.status;
	}

	String error() {
		return this.error;
	}

}
