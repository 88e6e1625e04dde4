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

package io.github.ollamagenerate.test;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * What a JSON document looks like without the values that a model or a clock decide:
 * names in order, types, and which texts are empty.
 */
final class JsonShape {

	private JsonShape() {
	}

	/** The shapes of lines, equal neighbours written once. */
	static List<String> of(List<JsonNode> lines) {
		List<String> shapes = new ArrayList<>();
		for (JsonNode line : lines) {
			String shape = of(line, "");
			if (shapes.isEmpty() || !shapes.get(shapes.size() - 1).equals(shape)) {
				shapes.add(shape);
			}
		}
		return shapes;
	}

	private static String of(JsonNode node, String name) {
		if (name.equals("model_info")) {
			// an architecture's fields have its name in front
			String architecture = node.get("general.architecture").stringValue();
			return of(TestHttp.MAPPER.readTree(node.toString().replace("\"" + architecture + ".", "\"arch.")), "");
		}
		if (node.isObject()) {
			List<String> fields = new ArrayList<>();
			node.properties()
				.forEach((field) -> fields.add(field.getKey() + ":" + of(field.getValue(), field.getKey())));
			return fields.toString();
		}
		if (node.isArray()) {
			return array(node, name);
		}
		return switch (name) {
			case "created_at", "modified_at", "expires_at" ->
				"time " + node.stringValue().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{1,9}Z");
			case "response", "thinking" -> node.stringValue().isEmpty() ? "empty text" : "text";
			case "name", "model", "done" -> node.toString();
			default -> node.isIntegralNumber() ? "integer" : node.getNodeType().name();
		};
	}

	private static String array(JsonNode node, String name) {
		String elements = node.valueStream().map((element) -> of(element, "")).distinct().toList().toString();
		return switch (name) {
			case "capabilities" -> node.toString();
			case "tensors" -> "array of " + node.valueStream().map(JsonNode::propertyNames).distinct().toList();
			// how many there are follows from the request
			case "logprobs", "top_logprobs" -> node.size() + " of " + elements;
			default -> "array of " + elements;
		};
	}

}
