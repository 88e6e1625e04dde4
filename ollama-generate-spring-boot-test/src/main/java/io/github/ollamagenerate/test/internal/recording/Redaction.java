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

package io.github.ollamagenerate.test.internal.recording;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes what must not be stored out of the texts of an exchange. A line that has nothing
 * of it keeps its bytes.
 */
final class Redaction {

	/** What repeats the text of an answer in another form. */
	private static final List<String> REPETITIONS = List.of("context", "logprobs");

	private static final List<String> TEXTS = List.of("response", "thinking");

	private final UnaryOperator<String> redactor;

	private final Secrets secrets;

	private boolean changed;

	/**
	 * Create a redaction for one exchange.
	 * @param redactor the function of the user
	 * @param secrets the secrets of the request
	 */
	Redaction(UnaryOperator<String> redactor, Secrets secrets) {
		this.redactor = redactor;
		this.secrets = secrets;
	}

	private String text(String text) {
		String redacted = this.redactor.apply(this.secrets.mask(text));
		this.changed |= !redacted.equals(text);
		return redacted;
	}

	byte[] bytes(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.UTF_8);
		String redacted = text(text);
		return redacted.equals(text) ? bytes : redacted.getBytes(StandardCharsets.UTF_8);
	}

	/** Redact all texts of a body. */
	JsonNode json(JsonNode json) {
		JsonNode copy = json.deepCopy();
		if (copy instanceof ObjectNode object) {
			object.properties().forEach((field) -> {
				if (!field.getKey().equals("images")) {
					field.setValue(value(field.getValue()));
				}
			});
			return object;
		}
		return value(copy);
	}

	private JsonNode value(JsonNode value) {
		if (value.isString()) {
			return value.stringValue().isEmpty() ? value : CompactJson.MAPPER.valueToTree(text(value.stringValue()));
		}
		if (value instanceof ArrayNode list) {
			for (int i = 0; i < list.size(); i++) {
				list.set(i, value(list.get(i)));
			}
		}
		else if (value instanceof ObjectNode object) {
			object.properties().forEach((field) -> field.setValue(value(field.getValue())));
		}
		return value;
	}

	/**
	 * Redact a response. Texts of a stream are redacted as one text: a name can be more
	 * than one token.
	 */
	List<RecordedLine> lines(List<RecordedLine> lines) {
		List<@Nullable ObjectNode> objects = new ArrayList<>();
		lines.forEach((line) -> objects.add(object(line)));
		for (String name : TEXTS) {
			redactJoined(objects, name);
		}
		List<RecordedLine> redacted = new ArrayList<>();
		for (int i = 0; i < lines.size(); i++) {
			RecordedLine line = lines.get(i);
			@Nullable ObjectNode object = objects.get(i);
			byte[] content = (object != null) ? content(line, object) : bytes(line.content());
			redacted.add(line.withContent(content));
		}
		return redacted;
	}

	private byte[] content(RecordedLine line, ObjectNode object) {
		ObjectNode original = object(line);
		object.properties().forEach((field) -> {
			if (field.getKey().equals("signin_url")) {
				// its query has the name and the key of the machine
				field.setValue(CompactJson.MAPPER.valueToTree(field.getValue().asString().replaceFirst("\\?.*", "")));
			}
			else if (!TEXTS.contains(field.getKey())) {
				field.setValue(value(field.getValue()));
			}
		});
		if (this.changed) {
			object.remove(REPETITIONS);
		}
		return object.equals(original) ? line.content()
				: CompactJson.MAPPER.writeValueAsString(object).getBytes(StandardCharsets.UTF_8);
	}

	private void redactJoined(List<@Nullable ObjectNode> objects, String name) {
		StringBuilder joined = new StringBuilder();
		objects.forEach((object) -> joined.append(textOf(object, name)));
		String redacted = joined.isEmpty() ? "" : text(joined.toString());
		if (redacted.contentEquals(joined)) {
			return;
		}
		int from = 0;
		int end = 0;
		int remaining = joined.length();
		for (@Nullable
		ObjectNode object : objects) {
			int length = textOf(object, name).length();
			if (object != null && length > 0) {
				end += length;
				remaining -= length;
				// what the redactor adds goes into the last text
				int to = (remaining == 0) ? redacted.length() : Math.min(end, redacted.length());
				object.put(name, redacted.substring(from, to));
				from = to;
			}
		}
	}

	private static String textOf(@Nullable ObjectNode object, String name) {
		return (object != null && object.path(name).isString()) ? object.get(name).stringValue() : "";
	}

	private static @Nullable ObjectNode object(RecordedLine line) {
		String text = new String(line.content(), StandardCharsets.UTF_8);
		return (CompactJson.isCompact(text) && CompactJson.MAPPER.readTree(text) instanceof ObjectNode object) ? object
				: null;
	}

}
