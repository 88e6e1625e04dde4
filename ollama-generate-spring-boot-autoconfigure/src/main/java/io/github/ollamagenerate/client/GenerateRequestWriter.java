package io.github.ollamagenerate.client;

import java.io.ByteArrayOutputStream;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import io.github.ollamagenerate.GenerateRequest;

/**
 * Writes the body of a request: exactly the fields that are set, and {@code stream}.
 * <p>
 * The fields are written one by one, with a mapper of our own, so that neither the
 * application's mapper nor an ahead-of-time compiler can change the body.
 *
 * @see <a href=
 * "https://github.com/ollama/ollama/blob/main/api/types.go">GenerateRequest</a>
 */
final class GenerateRequestWriter {

	private static final JsonMapper MAPPER = new JsonMapper();

	private GenerateRequestWriter() {
	}

	static byte[] write(GenerateRequest request, boolean stream) {
		ByteArrayOutputStream body = new ByteArrayOutputStream(256);
		try (JsonGenerator json = MAPPER.createGenerator(body)) {
			json.writeStartObject();
			write(json, "model", request.model());
			write(json, "prompt", request.prompt());
			write(json, "suffix", request.suffix());
			write(json, "system", request.system());
			write(json, "template", request.template());
			write(json, "context", request.context());
			write(json, "stream", stream);
			write(json, "raw", request.raw());
			write(json, "format", (request.format() != null) ? request.format().value() : null);
			write(json, "keep_alive", (request.keepAlive() != null) ? request.keepAlive().value() : null);
			write(json, "images", nullIfEmpty(request.images()));
			write(json, "options", request.options().asMap().isEmpty() ? null : request.options().asMap());
			write(json, "think", (request.think() != null) ? request.think().value() : null);
			write(json, "truncate", request.truncate());
			write(json, "shift", request.shift());
			write(json, "logprobs", request.logprobs());
			write(json, "top_logprobs", request.topLogprobs());
			json.writeEndObject();
		}
		return body.toByteArray();
	}

	private static @Nullable List<String> nullIfEmpty(List<String> values) {
		return values.isEmpty() ? null : values;
	}

	private static void write(JsonGenerator json, String name, @Nullable Object value) {
		if (value != null) {
			json.writeName(name);
			json.writePOJO(value);
		}
	}

}
