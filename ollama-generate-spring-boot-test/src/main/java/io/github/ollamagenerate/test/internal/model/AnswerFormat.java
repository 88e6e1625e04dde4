/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.ollamagenerate.test.internal.model;

import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import io.github.ollamagenerate.test.internal.Refusal;
import io.github.ollamagenerate.test.internal.go.GoQuote;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The format that an answer must have.
 *
 * @param json whether it must be JSON
 * @param schema the schema of the JSON, or null for any
 */
record AnswerFormat(boolean json, @Nullable JsonNode schema) {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean", "null", "object",
			"array");

	/** Deeper down nothing is checked. */
	private static final int DEEP = 100;

	/**
	 * Read the format of a request.
	 * @param written the format as it is written, empty if absent
	 * @throws Refusal if the server cannot make a grammar of it
	 */
	static AnswerFormat of(String written) {
		return switch (written) {
			case "", "null", "\"\"" -> new AnswerFormat(false, null);
			case "\"json\"" -> new AnswerFormat(true, null);
			default -> new AnswerFormat(true, schema(written));
		};
	}

	private static JsonNode schema(String written) {
		if (!written.startsWith("{")) {
			throw new Refusal(500,
					"invalid format: " + GoQuote.text(written) + "; expected \"json\" or a valid JSON Schema object");
		}
		JsonNode schema = MAPPER.readTree(written);
		if (hasUnknownType(schema, 0)) {
			throw new Refusal(500, "invalid JSON schema in format");
		}
		return schema;
	}

	private static boolean hasUnknownType(JsonNode schema, int depth) {
		if (!schema.isObject() || schema.has("$ref") || schema.has("const") || schema.has("enum") || depth > DEEP) {
			return false;
		}
		JsonNode type = schema.path("type");
		return (type.isString() && !TYPES.contains(type.stringValue()))
				|| parts(schema).anyMatch((part) -> hasUnknownType(part, depth + 1));
	}

	private static Stream<JsonNode> parts(JsonNode schema) {
		return Stream
			.of(Stream.of(schema.path("items"), schema.path("additionalProperties")),
					schema.path("properties").valueStream(), schema.path("prefixItems").valueStream(),
					schema.path("anyOf").valueStream(), schema.path("oneOf").valueStream(),
					schema.path("allOf").valueStream())
			.flatMap((part) -> part);
	}

	/**
	 * Make up JSON that has this format.
	 * @param random decides between several answers
	 */
	String answer(Random random) {
		return (this.schema != null) ? new SchemaAnswer(this.schema, random).text() : SchemaAnswer.anyJson();
	}

}
