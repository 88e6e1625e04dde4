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

package io.github.ollamagenerate.client;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Checks JSON against the schema that was sent with the request: names, nulls, types, and
 * enumerated values. Not every server enforces a schema, and a mapper fills what is
 * missing with nulls.
 *
 * @param root the schema; {@link MissingNode} accepts any JSON
 * @see <a href= "https://json-schema.org/draft/2020-12/json-schema-validation">JSON
 * Schema Validation</a>
 */
record SchemaCheck(JsonNode root) {

	static final SchemaCheck NONE = new SchemaCheck(MissingNode.getInstance());

	// a schema may refer to itself without end for the same value
	private static final int MAX_REFERENCES = 16;

	/**
	 * Check the whole answer.
	 * @throws Violation if it does not satisfy the schema
	 */
	void check(JsonNode value) {
		check(this.root, value);
	}

	/**
	 * Check an element of an answer that is an array.
	 * @throws Violation if it does not satisfy the schema
	 */
	void checkElement(JsonNode value) {
		check(this.root.path("items"), value);
	}

	private void check(JsonNode schema, JsonNode value) {
		String violation = violation(schema, value, "", 0);
		if (violation != null) {
			throw new Violation(violation);
		}
	}

	private @Nullable String violation(JsonNode schema, JsonNode value, String path, int references) {
		if (!schema.isObject() || references > MAX_REFERENCES) {
			return null;
		}
		return Stream
			.of(referenced(schema, value, path, references), alternatives(schema, value, path, references),
					kind(schema, value, path), enumerated(schema, value, path), object(schema, value, path),
					array(schema, value, path))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private @Nullable String referenced(JsonNode schema, JsonNode value, String path, int references) {
		String reference = schema.path("$ref").asString("");
		return (reference.equals("#") || reference.startsWith("#/"))
				? violation(this.root.at(reference.substring(1)), value, path, references + 1) : null;
	}

	private @Nullable String alternatives(JsonNode schema, JsonNode value, String path, int references) {
		for (JsonNode part : schema.path("allOf")) {
			String violation = violation(part, value, path, references + 1);
			if (violation != null) {
				return violation;
			}
		}
		for (String keyword : List.of("anyOf", "oneOf")) {
			List<@Nullable String> violations = new ArrayList<>();
			for (JsonNode alternative : schema.path(keyword)) {
				violations.add(violation(alternative, value, path, references + 1));
			}
			if (!violations.isEmpty() && !violations.contains(null)) {
				return alternative(violations, value, path);
			}
		}
		return null;
	}

	// what fits best says most: the place deepest in the value
	private static String alternative(List<@Nullable String> violations, JsonNode value, String path) {
		return violations.stream()
			.filter(Objects::nonNull)
			.filter((violation) -> !violation.startsWith(subject(path) + " "))
			.findFirst()
			.orElse(subject(path) + (value.isNull() ? " is null" : " matches none of the alternatives"));
	}

	private static @Nullable String kind(JsonNode schema, JsonNode value, String path) {
		JsonNode type = schema.path("type");
		List<String> kinds = (type.isArray() ? type.valueStream() : Stream.of(type)).filter(JsonNode::isString)
			.map(JsonNode::asString)
			.toList();
		if (kinds.isEmpty() || kinds.stream().anyMatch((kind) -> isOfKind(value, kind))) {
			return null;
		}
		return subject(path) + (value.isNull() ? " is null" : " is of type "
				+ value.getNodeType().name().toLowerCase(Locale.ROOT) + " instead of " + String.join(" or ", kinds));
	}

	private static boolean isOfKind(JsonNode value, String kind) {
		return switch (kind) {
			case "null" -> value.isNull();
			case "string" -> value.isString();
			case "boolean" -> value.isBoolean();
			case "number" -> value.isNumber();
			case "integer" -> value.isNumber() && value.canConvertToExactIntegral();
			case "object" -> value.isObject();
			case "array" -> value.isArray();
			default -> true;
		};
	}

	private static @Nullable String enumerated(JsonNode schema, JsonNode value, String path) {
		boolean fits = (!schema.has("const") || isSame(schema.path("const"), value)) && (!schema.path("enum").isArray()
				|| schema.path("enum").valueStream().anyMatch((allowed) -> isSame(allowed, value)));
		return fits ? null : subject(path) + (value.isNull() ? " is null" : " is not one of the values in the schema");
	}

	private static boolean isSame(JsonNode allowed, JsonNode value) {
		BigDecimal number = allowed.decimalValueOpt().orElse(null);
		return (number != null) ? value.decimalValueOpt().filter((other) -> number.compareTo(other) == 0).isPresent()
				: allowed.equals(value);
	}

	private @Nullable String object(JsonNode schema, JsonNode value, String path) {
		if (!value.isObject()) {
			return null;
		}
		for (JsonNode required : schema.path("required")) {
			if (!value.has(required.asString())) {
				return subject(at(path, required.asString())) + " is missing";
			}
		}
		JsonNode properties = schema.path("properties");
		return value.propertyStream().map((property) -> {
			String name = property.getKey();
			// a name that the schema does not have is part of the answer
			return properties.has(name) ? violation(properties.path(name), property.getValue(), at(path, name), 0)
					: violation(schema.path("additionalProperties"), property.getValue(), at(path, "*"), 0);
		}).filter(Objects::nonNull).findFirst().orElse(null);
	}

	private @Nullable String array(JsonNode schema, JsonNode value, String path) {
		if (value.isArray()) {
			for (int i = 0; i < value.size(); i++) {
				String violation = violation(schema.path("items"), value.path(i), path + "[" + i + "]", 0);
				if (violation != null) {
					return violation;
				}
			}
		}
		return null;
	}

	private static String at(String path, String name) {
		return path.isEmpty() ? name : path + "." + name;
	}

	private static String subject(String path) {
		return path.isEmpty() ? "it" : "'" + path + "'";
	}

	/**
	 * What does not satisfy the schema, without its value. It travels the way of what a
	 * mapper cannot read.
	 */
	static final class Violation extends StreamReadException {

		Violation(String message) {
			super(message);
		}

	}

}
