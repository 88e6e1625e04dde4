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

package io.github.ollamagenerate.test.internal.go;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.github.ollamagenerate.test.internal.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.ObjectNode;

/**
 * The value of a field, read as a type of Go. A wrong type is remembered with the words
 * of Go and leaves the field as it was; so does null.
 */
public final class GoValue {

	private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

	private final String json;

	private final String struct;

	private final JsonParser parser;

	private String field = "";

	private @Nullable Refusal error;

	GoValue(String json, String struct, JsonParser parser) {
		this.json = json;
		this.struct = struct;
		this.parser = parser;
	}

	/** Goes to the value of the next field, if there is one. */
	boolean next() {
		if (this.parser.nextToken() != JsonToken.PROPERTY_NAME) {
			return false;
		}
		this.field = this.parser.currentName().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
		this.parser.nextToken();
		return true;
	}

	/** The name of the field in lower case. */
	public String field() {
		return this.field;
	}

	/** The first mismatch, if there was one. */
	@Nullable Refusal error() {
		return this.error;
	}

	public JsonToken token() {
		return this.parser.currentToken();
	}

	/** A text, or a number as it is written. Go has no half of a surrogate pair. */
	public String text() {
		return LONE_SURROGATE.matcher(this.parser.getString()).replaceAll("\ufffd");
	}

	public double number() {
		double number = this.parser.getDoubleValue();
		if (Double.isInfinite(number)) {
			throw wrongType("number " + text(), "float64");
		}
		return number;
	}

	public String string(String current) {
		if (token() == JsonToken.VALUE_STRING) {
			return text();
		}
		mismatch("string");
		return current;
	}

	public boolean bool(boolean current) {
		if (token() == JsonToken.VALUE_TRUE || token() == JsonToken.VALUE_FALSE) {
			return token() == JsonToken.VALUE_TRUE;
		}
		mismatch("bool");
		return current;
	}

	/** A truth value that null sets back to its default. */
	public boolean boolOr(boolean otherwise) {
		return (token() != JsonToken.VALUE_NULL) ? bool(otherwise) : otherwise;
	}

	public int int32(int current) {
		return (int) integer("int32", Integer.MIN_VALUE, Integer.MAX_VALUE, current);
	}

	public long integer(long current) {
		return integer("int", Long.MIN_VALUE, Long.MAX_VALUE, current);
	}

	private long integer(String type, long min, long max, long current) {
		if (token() == JsonToken.VALUE_NUMBER_INT || token() == JsonToken.VALUE_NUMBER_FLOAT) {
			try {
				long number = Long.parseLong(text());
				if (number >= min && number <= max) {
					return number;
				}
			}
			catch (NumberFormatException ex) {
				// as for one that is too large
			}
			save(wrongType("number " + text(), type));
		}
		else {
			mismatch(type);
		}
		return current;
	}

	public @Nullable List<Long> integers() {
		List<Long> integers = new ArrayList<>();
		return elements("[]int", () -> integers.add(integer(0))) ? integers : null;
	}

	/** The number of images; what is on them does not matter. */
	public int images() {
		int[] count = new int[1];
		elements("[]api.ImageData", () -> {
			count[0]++;
			image();
		});
		return count[0];
	}

	private void image() {
		if (token() == JsonToken.VALUE_STRING) {
			String corrupt = GoBase64.error(text());
			if (corrupt != null) {
				save(new Refusal(400, corrupt));
			}
			return;
		}
		elements("api.ImageData", () -> integer("uint8", 0, 255, 0));
	}

	private boolean elements(String type, Runnable element) {
		if (token() != JsonToken.START_ARRAY) {
			mismatch(type);
			return false;
		}
		while (this.parser.nextToken() != JsonToken.END_ARRAY) {
			element.run();
			this.parser.skipChildren();
		}
		return true;
	}

	/** An object; a second one for the same field is added to the first. */
	public @Nullable ObjectNode map(@Nullable ObjectNode current) {
		if (token() != JsonToken.START_OBJECT) {
			mismatch("map[string]interface {}");
			return null;
		}
		ObjectNode added = this.parser.readValueAsTree();
		return (current != null) ? current.setAll(added) : added;
	}

	/** Any value as it is written. */
	public String raw() {
		int start = (int) this.parser.currentTokenLocation().getCharOffset();
		if (token().isScalarValue()) {
			this.parser.getString();
		}
		this.parser.skipChildren();
		return this.json.substring(start, (int) this.parser.currentLocation().getCharOffset());
	}

	/** The mismatch of a text that is not an object, null for null. */
	@Nullable Refusal notAnObject() {
		@Nullable String kind = kind();
		this.parser.skipChildren();
		return (kind != null) ? cannotUnmarshal(kind, "value of type api." + this.struct) : null;
	}

	/** An error that is reported unless there was one before; null is none. */
	private void mismatch(String type) {
		@Nullable String kind = kind();
		if (kind != null) {
			save(wrongType(kind, type));
		}
	}

	private @Nullable String kind() {
		return switch (token()) {
			case VALUE_STRING -> "string";
			case VALUE_TRUE, VALUE_FALSE -> "bool";
			case START_ARRAY -> "array";
			case START_OBJECT -> "object";
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number";
			default -> null;
		};
	}

	private Refusal wrongType(String value, String type) {
		return cannotUnmarshal(value, "struct field " + this.struct + "." + this.field + " of type " + type);
	}

	private static Refusal cannotUnmarshal(String value, String target) {
		return new Refusal(400, "json: cannot unmarshal " + value + " into Go " + target);
	}

	private void save(Refusal refusal) {
		this.error = (this.error != null) ? this.error : refusal;
	}

}
