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

import java.util.Iterator;
import java.util.Random;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes up JSON that fits a JSON schema. Of the schema's words it knows type, properties,
 * required, items, enum, const, anyOf, oneOf, allOf, $ref and the limits of numbers,
 * texts and arrays; others are ignored.
 */
final class SchemaAnswer {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	/** From here on only what is required is filled in, so that recursive schemas end. */
	private static final int DEEP = 6;

	/** Only a schema that nothing finite can satisfy gets here. */
	private static final int TOO_DEEP = 50;

	private static final int TOO_BIG = 100_000;

	private static final int USUAL_ARRAY_SIZE = 2;

	private final JsonNode schema;

	private final Random random;

	private int size;

	SchemaAnswer(JsonNode schema, Random random) {
		this.schema = schema;
		this.random = random;
	}

	/** The canned JSON for a format that leaves its form open. */
	static String anyJson() {
		ObjectNode node = NODES.objectNode();
		node.put("answer", "This is canned JSON from MockOllamaServer, no language model was asked.");
		node.put("canned", true);
		node.put("hint", "Without a schema the form of JSON is up to the model, and most of them indent it."
				+ " Send a schema as format if your code needs certain fields; then this server fills in those.");
		node.putArray("numbers").add(1).add(2.5).add(-3);
		node.putObject("nested").putNull("nothing");
		return node.toString();
	}

	String text() {
		return value(this.schema, 0).toString();
	}

	private JsonNode value(JsonNode unresolved, int depth) {
		this.size++;
		if (depth > TOO_DEEP || this.size > TOO_BIG) {
			return NODES.nullNode();
		}
		boolean deep = depth >= DEEP;
		JsonNode node = SchemaNodes.resolve(this.schema, unresolved, deep);
		if (node.has("const")) {
			return node.get("const");
		}
		if (!node.path("enum").isEmpty()) {
			return node.get("enum").get(this.random.nextInt(node.get("enum").size()));
		}
		return switch (SchemaNodes.type(node, deep)) {
			case "object" -> object(node, depth);
			case "array" -> array(node, depth);
			case "integer" -> NODES.numberNode(SchemaScalars.integer(node, this.random));
			case "number" -> NODES.numberNode(SchemaScalars.number(node, this.random));
			case "boolean" -> NODES.booleanNode(this.random.nextBoolean());
			case "null" -> NODES.nullNode();
			default -> NODES.stringNode(SchemaScalars.string(node, this.random));
		};
	}

	private ObjectNode object(JsonNode node, int depth) {
		ObjectNode object = NODES.objectNode();
		Set<String> required = SchemaNodes.required(node);
		node.path("properties").properties().forEach((property) -> {
			if (depth < DEEP || required.contains(property.getKey())) {
				object.set(property.getKey(), value(property.getValue(), depth + 1));
			}
		});
		JsonNode others = node.path("additionalProperties");
		for (String name : required) {
			if (!object.has(name)) {
				object.set(name, value(others, depth + 1));
			}
		}
		if (object.isEmpty() && others.isObject() && depth < DEEP) {
			object.set("canned", value(others, depth + 1));
		}
		return object;
	}

	private ArrayNode array(JsonNode node, int depth) {
		ArrayNode array = NODES.arrayNode();
		int least = node.path("minItems").asInt(0);
		int usual = (depth < DEEP) ? USUAL_ARRAY_SIZE : 0;
		int count = Math.max(least, Math.min(usual, node.path("maxItems").asInt(usual)));
		Iterator<JsonNode> prefixes = node.path("prefixItems").iterator();
		for (int i = 0; i < count; i++) {
			array.add(value(prefixes.hasNext() ? prefixes.next() : node.path("items"), depth + 1));
		}
		return array;
	}

}
