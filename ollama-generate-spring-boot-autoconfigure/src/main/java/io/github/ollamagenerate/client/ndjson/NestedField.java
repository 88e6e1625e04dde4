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

package io.github.ollamagenerate.client.ndjson;

import java.util.ArrayList;
import java.util.List;

import io.github.ollamagenerate.Logprob;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.TokenBuffer;

/**
 * A field whose value is an array or object, collected token by token, since a
 * non-blocking parser may run dry at any of them.
 */
final class NestedField {

	// an empty object takes 3 bytes of a line and 60 of the heap
	private static final int MAX_UNKNOWN_TOKENS = 10_000;

	private final int maxTokens;

	private int depth;

	private int tokens;

	private @Nullable TokenBuffer buffer = TokenBuffer.forGeneration();

	private NestedField(int maxTokens) {
		this.maxTokens = maxTokens;
	}

	/**
	 * Return a field that has not begun.
	 * @param name its name
	 * @param keepContext whether {@code context} is kept
	 */
	static NestedField of(String name, boolean keepContext) {
		return new NestedField(switch (name) {
			case "context" -> keepContext ? Integer.MAX_VALUE : 0;
			case "logprobs" -> Integer.MAX_VALUE;
			default -> MAX_UNKNOWN_TOKENS;
		});
	}

	/**
	 * Take the next token.
	 * @return whether the value is complete
	 */
	boolean accept(JsonParser parser, JsonToken token) {
		if (token.isStructStart()) {
			this.depth++;
		}
		else if (token.isStructEnd()) {
			this.depth--;
		}
		if (++this.tokens > this.maxTokens) {
			this.buffer = null;
		}
		if (this.buffer != null) {
			this.buffer.copyCurrentEvent(parser);
		}
		return this.depth == 0;
	}

	/**
	 * Return the value.
	 * @return a list or map, {@code null} if it was too large to keep
	 */
	@Nullable Object value() {
		return (this.buffer != null) ? JsonMapper.shared().readValue(this.buffer.asParser(), Object.class) : null;
	}

	/**
	 * Return the value as whole numbers.
	 * @return the numbers, {@code null} if it is something else
	 */
	@Nullable List<Integer> integers() {
		if (this.buffer == null) {
			return null;
		}
		JsonParser parser = this.buffer.asParser();
		return (parser.nextToken() == JsonToken.START_ARRAY) ? integers(parser) : null;
	}

	private static @Nullable List<Integer> integers(JsonParser parser) {
		List<Integer> integers = new ArrayList<>();
		boolean all = true;
		for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
			all &= token == JsonToken.VALUE_NUMBER_INT && parser.getNumberValue() instanceof Integer;
			if (all) {
				integers.add((Integer) parser.getNumberValue());
			}
			parser.skipChildren();
		}
		return all ? integers : null;
	}

	/**
	 * Return the value as log probabilities.
	 * @return the log probabilities, {@code null} if it is something else
	 */
	@Nullable List<Logprob> logprobs() {
		if (this.buffer == null) {
			return null;
		}
		JsonParser parser = this.buffer.asParser();
		return (parser.nextToken() == JsonToken.START_ARRAY) ? logprobs(parser) : null;
	}

	private static @Nullable List<Logprob> logprobs(JsonParser parser) {
		List<Logprob> logprobs = new ArrayList<>();
		boolean all = true;
		for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
			all &= token == JsonToken.START_OBJECT;
			if (all) {
				logprobs.add(logprob(parser));
			}
			else {
				parser.skipChildren();
			}
		}
		return all ? logprobs : null;
	}

	private static Logprob logprob(JsonParser parser) {
		String token = "";
		double logprob = Double.NaN;
		List<Integer> bytes = null;
		List<Logprob> top = null;
		for (String name = parser.nextName(); name != null; name = parser.nextName()) {
			JsonToken value = parser.nextToken();
			switch (name) {
				case "token" -> token = (value == JsonToken.VALUE_STRING) ? parser.getString() : token;
				case "logprob" -> logprob = value.isNumeric() ? parser.getDoubleValue() : logprob;
				case "bytes" -> bytes = (value == JsonToken.START_ARRAY) ? integers(parser) : bytes;
				case "top_logprobs" -> top = (value == JsonToken.START_ARRAY) ? logprobs(parser) : top;
				default -> {
				}
			}
			parser.skipChildren();
		}
		return new Logprob(token, logprob, (bytes != null) ? bytes : List.of(), (top != null) ? top : List.of());
	}

}
