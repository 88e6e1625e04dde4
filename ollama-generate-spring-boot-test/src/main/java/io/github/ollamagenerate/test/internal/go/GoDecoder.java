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

import java.util.function.Consumer;

import io.github.ollamagenerate.test.internal.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a JSON object into the fields of a struct as Go's {@code encoding/json} does:
 * names match in any case, the last of several wins, null changes nothing, a wrong type
 * is named with the types of Go, and what follows the object is ignored.
 */
public final class GoDecoder {

	// only what Go refuses, too, is refused for its size
	private static final JsonMapper MAPPER = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(10_000)
				.maxStringLength(Integer.MAX_VALUE)
				.maxNameLength(Integer.MAX_VALUE)
				.maxNumberLength(Integer.MAX_VALUE)
				.build())
			.build())
		.build();

	private GoDecoder() {
	}

	/**
	 * Read an object.
	 * @param json the text
	 * @param struct the name of the type in Go, without its package
	 * @param reader called on each field, reads its value from its argument
	 * @throws Refusal if the text is not valid JSON or does not fit the fields
	 */
	public static void decode(String json, String struct, Consumer<GoValue> reader) {
		@Nullable Refusal error;
		try (JsonParser parser = MAPPER.createParser(json)) {
			@Nullable JsonToken first = parser.nextToken();
			if (first == null) {
				throw new Refusal(400, "missing request body");
			}
			GoValue value = new GoValue(json, struct, parser);
			error = (first == JsonToken.START_OBJECT) ? fields(value, parser, reader) : value.notAnObject();
		}
		catch (UnexpectedEndOfInputException ex) {
			throw new Refusal(400, "unexpected EOF");
		}
		catch (JacksonException ex) {
			// the server names the character and where it stands
			throw new Refusal(400, "invalid JSON");
		}
		if (error != null) {
			throw error;
		}
	}

	private static @Nullable Refusal fields(GoValue value, JsonParser parser, Consumer<GoValue> reader) {
		@Nullable Refusal error = null;
		while (value.next()) {
			// not thrown immediately: errors of syntax further behind go first
			error = (error != null) ? error : read(value, reader);
			parser.skipChildren();
		}
		return (error != null) ? error : value.error();
	}

	/** Read a value, and return what its own decoder in Go would refuse. */
	private static @Nullable Refusal read(GoValue value, Consumer<GoValue> reader) {
		try {
			reader.accept(value);
			return null;
		}
		catch (Refusal ex) {
			return ex;
		}
	}

}
