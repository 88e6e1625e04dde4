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

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.StructuredOutputException;
import io.github.ollamagenerate.client.http.Printable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.async.ByteArrayFeeder;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.TokenBuffer;

/**
 * Reads the elements of a JSON array from the chunks of one answer, each as soon as it is
 * complete. Not thread-safe.
 *
 * @param <T> the type of the elements
 */
final class ArrayElements<T> {

	private final Class<T> type;

	private final JsonMapper mapper;

	private final SchemaCheck check;

	private final JsonParser parser;

	private final ByteArrayFeeder feeder;

	// reports half a surrogate pair, which String.getBytes replaces silently
	private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();

	private final MarkdownFence fence = new MarkdownFence();

	private final ResponseAccumulator received = new ResponseAccumulator(false);

	// the first half of a surrogate pair that the server cut
	private String half = "";

	private long fed;

	private int depth;

	// whether the value of a name is next
	private boolean named;

	private int count;

	private boolean ended;

	private @Nullable TokenBuffer element;

	ArrayElements(Class<T> type, JsonMapper mapper, SchemaCheck check) {
		this.type = type;
		this.mapper = mapper;
		this.check = check;
		this.parser = mapper.tokenStreamFactory().createNonBlockingByteArrayParser(ObjectReadContext.empty());
		this.feeder = (ByteArrayFeeder) this.parser.nonBlockingInputFeeder();
	}

	/**
	 * Return the elements that a chunk completes, before any failure.
	 */
	Flux<T> read(GenerateResponse chunk) {
		this.received.add(chunk);
		List<T> elements = new ArrayList<>();
		try {
			read(this.half + chunk.response(), elements);
		}
		catch (JacksonException ex) {
			return Flux.fromIterable(elements).concatWith(Flux.error(failure(ex)));
		}
		return Flux.fromIterable(elements);
	}

	/**
	 * Return nothing, or the failure if the array has not ended with the answer.
	 */
	Flux<T> end() {
		this.parser.close();
		return (this.ended && this.half.isEmpty()) ? Flux.empty() : Flux.error(failure(null));
	}

	private void read(String text, List<T> elements) {
		int end = text.length();
		if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
			end--;
		}
		this.half = text.substring(end);
		String json = text.substring(0, end);
		if (this.ended) {
			checkRest(json);
			return;
		}
		ByteBuffer bytes = encode(this.fence.afterOpening(json));
		int length = bytes.remaining();
		if (length == 0) {
			return;
		}
		this.feeder.feedInput(bytes.array(), bytes.position(), bytes.limit());
		parse(elements);
		if (this.ended) {
			int rest = (int) (this.parser.currentLocation().getByteOffset() - this.fed);
			checkRest(new String(bytes.array(), bytes.position() + rest, length - rest, StandardCharsets.UTF_8));
		}
		this.fed += length;
	}

	private ByteBuffer encode(String text) {
		try {
			return this.encoder.encode(CharBuffer.wrap(text));
		}
		catch (CharacterCodingException ex) {
			throw new StreamReadException(this.parser, "Half a surrogate pair");
		}
	}

	private void parse(List<T> elements) {
		JsonToken token = this.parser.nextToken();
		while (token != JsonToken.NOT_AVAILABLE && token != null) {
			accept(token, elements);
			token = this.ended ? null : this.parser.nextToken();
		}
	}

	private void checkRest(String text) {
		if (!this.fence.isClosing(text)) {
			throw new StreamReadException(this.parser, "One JSON array was expected");
		}
	}

	private void accept(JsonToken token, List<T> elements) {
		if (this.depth == 0 && token != JsonToken.START_ARRAY) {
			throw new StreamReadException(this.parser, "One JSON array was expected");
		}
		// Jackson takes a value that is missing for none if a chunk ends before it
		if (this.named && token.isStructEnd()) {
			throw new StreamReadException(this.parser, "A value was expected");
		}
		this.named = token == JsonToken.PROPERTY_NAME;
		if (token.isStructEnd()) {
			this.depth--;
		}
		if (this.depth == 0) {
			this.ended = token.isStructEnd();
		}
		else {
			TokenBuffer element = copy();
			if (this.depth == 1 && !token.isStructStart()) {
				elements.add(complete(element));
			}
		}
		if (token.isStructStart()) {
			this.depth++;
		}
	}

	private TokenBuffer copy() {
		TokenBuffer element = (this.element != null) ? this.element : TokenBuffer.forGeneration();
		element.copyCurrentEvent(this.parser);
		this.element = element;
		return element;
	}

	private T complete(TokenBuffer element) {
		this.element = null;
		this.check.checkElement(this.mapper.readTree(element.asParser()));
		T value = this.mapper.readValue(element.asParser(), this.type);
		if (value == null) {
			throw new StreamReadException(this.parser, "null is not an element");
		}
		this.count++;
		return value;
	}

	private StructuredOutputException failure(@Nullable JacksonException cause) {
		// a decorator of the application may answer without a chunk
		GenerateResponse response = this.received.isEmpty() ? GenerateResponse.builder().build() : this.received.join();
		boolean isElement = cause != null && this.depth > 0;
		return StructuredOutputFailure.of(
				(isElement ? "Element " + this.count + " of the answer" : "The answer") + " of model '"
						+ Printable.name(response.model()) + "'",
				isElement ? this.type : this.type.arrayType(), response, cause);
	}

}
