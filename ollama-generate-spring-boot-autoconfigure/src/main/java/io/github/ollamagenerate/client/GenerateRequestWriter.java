package io.github.ollamagenerate.client;

import tools.jackson.databind.json.JsonMapper;

import io.github.ollamagenerate.GenerateRequest;

/**
 * Writes the body of a request: exactly the fields that are set, and {@code stream}. It
 * uses a mapper of its own, so that the application's mapper cannot change the body.
 */
final class GenerateRequestWriter {

	private static final JsonMapper MAPPER = new JsonMapper();

	private GenerateRequestWriter() {
	}

	static byte[] write(GenerateRequest request, boolean stream) {
		return MAPPER.writeValueAsBytes(request.asMap(stream));
	}

}
