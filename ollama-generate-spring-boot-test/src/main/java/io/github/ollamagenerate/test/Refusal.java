package io.github.ollamagenerate.test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

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

	MockAnswer answer() {
		return MockAnswer.json(this.status, body());
	}

	/**
	 * The answer to a request for a stream when the stream had begun for the server, but
	 * nothing of it was sent.
	 */
	MockAnswer streamed() {
		byte[] body = body().getBytes(StandardCharsets.UTF_8);
		return MockAnswer.stream(List.of(body)).status(this.status).contentType("application/json");
	}

	private String body() {
		return GoJson.text(Map.of("error", this.error));
	}

}
