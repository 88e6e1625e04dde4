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

import java.nio.file.Path;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * The JSON of a file, value by value. Each problem names the line that it is in.
 */
final class JsonFile implements AutoCloseable {

	private final Path file;

	private final String source;

	private final JsonParser parser;

	private @Nullable String field;

	JsonFile(Path file, String source) {
		this.file = file;
		this.source = source;
		this.parser = CompactJson.MAPPER.createParser(source);
	}

	static int line(JacksonException ex) {
		return (ex.getLocation() != null) ? Math.max(1, ex.getLocation().getLineNr()) : 1;
	}

	/** Go to the object that the file consists of. */
	void begin() {
		if (this.parser.nextToken() == null) {
			throw problem("is empty");
		}
		object();
	}

	/** Fail if there is more. */
	void end() {
		if (this.parser.nextToken() != null) {
			throw problem("nothing can follow the recording");
		}
	}

	/** Go to the value of the next field, and return its name, null after the last. */
	@Nullable String nextField() {
		if (this.parser.nextToken() != JsonToken.PROPERTY_NAME) {
			return null;
		}
		this.field = this.parser.currentName();
		this.parser.nextToken();
		return this.field;
	}

	/** The name of the field that was read last. */
	@Nullable String field() {
		return this.field;
	}

	int line() {
		return Math.max(1, this.parser.currentTokenLocation().getLineNr());
	}

	boolean is(JsonToken token) {
		return this.parser.currentToken() == token;
	}

	void object() {
		expect(is(JsonToken.START_OBJECT), "an object");
	}

	void object(Consumer<String> each) {
		object();
		for (String name = nextField(); name != null; name = nextField()) {
			each.accept(name);
		}
	}

	void list(Runnable each) {
		expect(is(JsonToken.START_ARRAY), "a list");
		while (this.parser.nextToken() != JsonToken.END_ARRAY) {
			each.run();
		}
	}

	String text() {
		expect(is(JsonToken.VALUE_STRING), "a string");
		return this.parser.getString();
	}

	boolean bool() {
		expect(is(JsonToken.VALUE_TRUE) || is(JsonToken.VALUE_FALSE), "true or false");
		return is(JsonToken.VALUE_TRUE);
	}

	int integer(int min, int max) {
		String expected = (max == Integer.MAX_VALUE) ? "an integer that is " + min + " or more"
				: "an integer from " + min + " to " + max;
		expect(is(JsonToken.VALUE_NUMBER_INT), expected);
		try {
			int value = Integer.parseInt(this.parser.getString());
			expect(value >= min && value <= max, expected);
			return value;
		}
		catch (NumberFormatException ex) {
			throw problem(mustBe(expected));
		}
	}

	JsonNode tree() {
		try {
			return this.parser.readValueAsTree();
		}
		catch (NumberFormatException ex) {
			throw problem("a number is out of range");
		}
	}

	/** The value as it is written. */
	String source() {
		expect(is(JsonToken.START_OBJECT) || is(JsonToken.START_ARRAY), "an object or a list");
		int start = (int) this.parser.currentTokenLocation().getCharOffset();
		this.parser.skipChildren();
		return this.source.substring(start, (int) this.parser.currentLocation().getCharOffset());
	}

	<T> T required(@Nullable T value, String name) {
		if (value == null) {
			throw problem("the object that ends here has no '" + name + "'");
		}
		return value;
	}

	private void expect(boolean met, String expected) {
		if (!met) {
			throw problem(mustBe(expected));
		}
	}

	private String mustBe(String expected) {
		return "'" + ((this.field != null) ? this.field : "recording") + "' must be " + expected;
	}

	RecordingException unknown(String known) {
		return problem("'" + this.field + "' is not a field of this object. Its fields are " + known);
	}

	RecordingException problem(String problem) {
		return new RecordingException(this.file, line(), problem);
	}

	@Override
	public void close() {
		this.parser.close();
	}

}
