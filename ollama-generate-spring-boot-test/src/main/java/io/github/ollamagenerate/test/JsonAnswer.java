package io.github.ollamagenerate.test;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * JSON answers of the server's own. Like Go's they announce their length only if they fit
 * into its buffer.
 */
final class JsonAnswer {

	private static final int BUFFER_SIZE = 2_048;

	private JsonAnswer() {
	}

	static MockAnswer of(Object value) {
		return ofText(GoJson.text(value));
	}

	static MockAnswer ofText(String json) {
		byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
		return (bytes.length > BUFFER_SIZE) ? MockAnswer.stream(List.of(bytes)).contentType(MockAnswer.JSON)
				: MockAnswer.json(200, json);
	}

}
