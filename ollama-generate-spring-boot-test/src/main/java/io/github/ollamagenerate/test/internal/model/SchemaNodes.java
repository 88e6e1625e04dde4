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

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds out what a part of a JSON schema means.
 */
final class SchemaNodes {

	private static final int MAX_STEPS = 10;

	private static final Set<String> ADDED_UP = Set.of("required", "allOf");

	private SchemaNodes() {
	}

	/**
	 * Follow references and choices until something with its own type is left.
	 * @param preferNull whether null is chosen where it is one of the choices
	 */
	static JsonNode resolve(JsonNode root, JsonNode node, boolean preferNull) {
		JsonNode current = node;
		for (int step = 0; step < MAX_STEPS; step++) {
			if (current.path("$ref").isString()) {
				current = reference(root, current.get("$ref").stringValue());
			}
			else if (!current.path("anyOf").isEmpty()) {
				current = choice(current.get("anyOf"), preferNull);
			}
			else if (!current.path("oneOf").isEmpty()) {
				current = choice(current.get("oneOf"), preferNull);
			}
			else if (!current.path("allOf").isEmpty()) {
				current = merge(root, current);
			}
			else {
				return current;
			}
		}
		return current;
	}

	private static JsonNode reference(JsonNode root, String reference) {
		if (reference.equals("#")) {
			return root;
		}
		return reference.startsWith("#/") ? root.at(reference.substring(1)) : MissingNode.getInstance();
	}

	private static JsonNode choice(JsonNode choices, boolean preferNull) {
		for (JsonNode choice : choices) {
			if (type(choice, preferNull).equals("null") == preferNull) {
				return choice;
			}
		}
		return choices.get(0);
	}

	private static JsonNode merge(JsonNode root, JsonNode node) {
		ObjectNode merged = ((ObjectNode) node).deepCopy();
		JsonNode parts = merged.remove("allOf");
		for (JsonNode part : parts) {
			JsonNode resolved = part.path("$ref").isString() ? reference(root, part.get("$ref").stringValue()) : part;
			for (Map.Entry<String, JsonNode> entry : resolved.properties()) {
				JsonNode present = merged.path(entry.getKey());
				if (present instanceof ObjectNode object && entry.getValue() instanceof ObjectNode more) {
					object.setAll(more);
				}
				else if (present instanceof ArrayNode array && ADDED_UP.contains(entry.getKey())) {
					entry.getValue().forEach(array::add);
				}
				else {
					merged.set(entry.getKey(), entry.getValue().deepCopy());
				}
			}
		}
		return merged;
	}

	/**
	 * The first type that is not "null"; without a type what the other words suggest.
	 * @param preferNull whether it is "null" where that is one of the types
	 */
	static String type(JsonNode node, boolean preferNull) {
		JsonNode type = node.path("type");
		if (type.isString()) {
			return type.stringValue();
		}
		for (JsonNode one : type) {
			if (one.asString("").equals("null") == preferNull) {
				return one.asString("");
			}
		}
		if (!type.isEmpty()) {
			return type.get(0).asString("");
		}
		if (node.has("properties") || node.has("required") || node.has("additionalProperties")) {
			return "object";
		}
		return (node.has("items") || node.has("prefixItems")) ? "array" : "string";
	}

	static Set<String> required(JsonNode node) {
		Set<String> names = new LinkedHashSet<>();
		node.path("required").forEach((name) -> names.add(name.asString("")));
		return names;
	}

}
