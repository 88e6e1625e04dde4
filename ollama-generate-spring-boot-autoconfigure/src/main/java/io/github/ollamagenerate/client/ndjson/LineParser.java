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

import io.github.ollamagenerate.client.ndjson.UnreadableLineException.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.async.ByteArrayFeeder;
import tools.jackson.core.json.JsonFactory;

import org.springframework.core.io.buffer.DataBuffer;

/**
 * Parses JSON objects from packets that are cut anywhere, and fills the fields by itself.
 * The lines of tokens, with which a packet mostly begins, are a {@link TokenLine}'s.
 * <p>
 * Between two lines it knows nothing of the answer any more, and can go on with another
 * one: see {@link LineParsers}. Not thread-safe.
 */
final class LineParser {

	// it remembers the names that it has seen, which must not go on forever
	private static final long MAX_BYTES = 64 * 1024 * 1024;

	private final Packet packet = new Packet();

	private final TokenLine tokenLine = new TokenLine();

	private final ResponseFields fields = new ResponseFields();

	private final Utf8Validator utf8 = new Utf8Validator();

	private final JsonParser parser;

	private final ByteArrayFeeder feeder;

	private final int maxLength;

	// by the parser's count, which leaves out the lines of tokens
	private long fed;

	private long objectStart;

	private boolean inObject;

	private boolean betweenLines;

	private String name = "";

	// whether the value of a name is next
	private boolean named;

	private @Nullable NestedField nested;

	/**
	 * Create a parser.
	 * @param jsonFactory creates the underlying parser
	 * @param maxLength the maximum number of bytes of an object
	 */
	LineParser(JsonFactory jsonFactory, int maxLength) {
		this.parser = jsonFactory.createNonBlockingByteArrayParser(ObjectReadContext.empty());
		this.feeder = (ByteArrayFeeder) this.parser.nonBlockingInputFeeder();
		this.maxLength = maxLength;
		// before its first object it would take a byte order mark, which later it does
		// not
		feed(new byte[] { '{', '}' }, 0, 2);
		this.parser.nextToken();
		this.parser.nextToken();
		this.betweenLines = true;
	}

	/**
	 * Take the next packet, which {@link #parse} goes through.
	 * @return the packet
	 */
	Packet take(DataBuffer buffer) {
		this.packet.take(buffer);
		return this.packet;
	}

	/**
	 * Parse the packet.
	 * @param answer takes each line that is complete
	 * @throws UnreadableLineException if a line is not a JSON object, is too long, or has
	 * a field that cannot be read; the lines before it have been taken
	 */
	void parse(Answer answer) {
		if (!this.inObject) {
			this.fields.reset(answer.expected().model());
		}
		int start = this.betweenLines ? tokenLines(answer) : this.packet.start();
		if (start < this.packet.end()) {
			parse(start, answer);
		}
		// not at a brace alone, which may be in a text that the server should not have
		// sent
		this.betweenLines = !this.inObject && this.packet.endsLine();
	}

	// the lines of tokens that the packet begins with; returns where they end
	private int tokenLines(Answer answer) {
		String model = answer.expected().model();
		byte[] bytes = this.packet.bytes();
		int end = this.packet.end();
		int start = this.packet.start();
		int next = this.tokenLine.read(bytes, start, end, model, this.fields);
		while (next != -1) {
			// the last byte is the line's end
			if (next - start - 1 > this.maxLength) {
				throw tooLong();
			}
			answer.line(this.fields);
			this.fields.reset(model);
			start = next;
			next = this.tokenLine.read(bytes, start, end, model, this.fields);
		}
		return start;
	}

	private void parse(int start, Answer answer) {
		int end = this.utf8.validate(this.packet.bytes(), start, this.packet.end());
		feed(this.packet.bytes(), start, end);
		try {
			parseFed(answer);
		}
		catch (JacksonException ex) {
			throw new UnreadableLineException(Kind.NOT_JSON);
		}
		if (end < this.packet.end()) {
			throw new UnreadableLineException(Kind.NOT_UTF_8);
		}
	}

	private void feed(byte[] bytes, int start, int end) {
		this.feeder.feedInput(bytes, start, end);
		this.fed += end - start;
	}

	private void parseFed(Answer answer) {
		JsonToken token = this.parser.nextToken();
		while (token != JsonToken.NOT_AVAILABLE && token != null) {
			// Jackson takes a value that is missing for none if a packet ends before it
			if (this.named && token.isStructEnd()) {
				throw new UnreadableLineException(Kind.NOT_JSON);
			}
			this.named = token == JsonToken.PROPERTY_NAME;
			if (this.nested != null) {
				continueNested(this.nested, token);
			}
			else if (!this.inObject) {
				startObject(token);
			}
			else if (token == JsonToken.PROPERTY_NAME) {
				this.name = ResponseFields.canonical(this.parser.currentName());
			}
			else if (token == JsonToken.END_OBJECT) {
				endObject(answer);
			}
			else if (token.isStructStart()) {
				continueNested(NestedField.of(this.name, answer.expected().context()), token);
			}
			else {
				this.fields.scalar(this.name, this.parser, token);
			}
			token = this.parser.nextToken();
		}
		if (this.inObject && this.fed - this.objectStart > this.maxLength) {
			throw tooLong();
		}
	}

	private void startObject(JsonToken token) {
		if (token != JsonToken.START_OBJECT) {
			throw new UnreadableLineException(Kind.NOT_JSON);
		}
		this.inObject = true;
		// the brace has been read
		this.objectStart = position() - 1;
	}

	private void endObject(Answer answer) {
		if (this.fed - this.objectStart > this.maxLength && position() - this.objectStart > this.maxLength) {
			throw tooLong();
		}
		this.inObject = false;
		answer.line(this.fields);
		this.fields.reset(answer.expected().model());
	}

	private void continueNested(NestedField nested, JsonToken token) {
		boolean complete = nested.accept(this.parser, token);
		this.nested = complete ? null : nested;
		if (complete) {
			this.fields.nested(this.name, nested);
		}
	}

	private long position() {
		return this.parser.currentLocation().getByteOffset();
	}

	private UnreadableLineException tooLong() {
		return new UnreadableLineException(Kind.TOO_LONG, String.valueOf(this.maxLength));
	}

	boolean isInObject() {
		return this.inObject;
	}

	/**
	 * Return whether the packet ended with a line, so that the next may be that of
	 * another answer.
	 */
	boolean isBetweenLines() {
		return this.betweenLines;
	}

	boolean isWornOut() {
		return this.fed > MAX_BYTES;
	}

	/**
	 * Give the parser's buffers back. Without it they are left to the garbage collector.
	 */
	void close() {
		this.parser.close();
	}

}
