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

import java.util.function.Consumer;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.client.ndjson.UnreadableLineException.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.buffer.DataBuffer;

/**
 * Reads one answer, a JSON object a line, from network buffers that are cut anywhere.
 * <p>
 * This is the one part of the wire that is written by hand. Spring's own decoder copies
 * each token into a buffer, binds it by reflection, limits an object to 256 KiB, and
 * turns a line {@code {"error":..}} into an object without values. Here a non-blocking
 * parser is fed straight from the buffers and fills the record itself, which costs a
 * quarter of the time and a tenth of the memory a token, knows an error when it sees one,
 * and has a limit of its own.
 * <p>
 * Not thread-safe: one thread at a time, as the network gives.
 */
final class NdjsonReader {

	private static final byte[] BYTE_ORDER_MARK = { (byte) 0xef, (byte) 0xbb, (byte) 0xbf };

	private final LineParsers parsers;

	private final Answer answer;

	// while a line is cut
	private @Nullable LineParser parser;

	// until the first line, for that may be the first of a page
	private @Nullable UnreadableText text;

	// how much of a byte order mark has come, which may precede the first line
	private int mark;

	private boolean unreadable;

	/**
	 * Create a reader for one answer.
	 * @param parsers lends the parser
	 * @param expected what is known of the answer
	 * @param chunks takes each chunk that is complete
	 */
	NdjsonReader(LineParsers parsers, ExpectedAnswer expected, Consumer<GenerateResponse> chunks) {
		this.parsers = parsers;
		this.answer = new Answer(expected, chunks);
	}

	/**
	 * Read what is in a buffer. The buffer stays the caller's.
	 * @param buffer bytes as they came
	 * @throws NdjsonException if the server tells of a failure, or sends what is not a
	 * line of an answer
	 */
	void read(DataBuffer buffer) {
		if (buffer.readableByteCount() == 0) {
			return;
		}
		LineParser parser = (this.parser != null) ? this.parser : this.parsers.borrow();
		Packet packet = parser.take(buffer);
		if (!this.answer.isBegun()) {
			skipByteOrderMark(packet);
		}
		if (this.unreadable) {
			addText(packet);
		}
		else if (!packet.isEmpty()) {
			parse(parser, packet);
		}
		if (!this.unreadable && parser.isBetweenLines()) {
			this.parsers.giveBack(parser);
			parser = null;
		}
		// not written again with each token: that is what the garbage collector looks for
		if (this.parser != parser) {
			this.parser = parser;
		}
	}

	private void skipByteOrderMark(Packet packet) {
		byte[] mark = BYTE_ORDER_MARK;
		while (this.mark < mark.length && !packet.isEmpty() && packet.bytes()[packet.start()] == mark[this.mark]) {
			packet.skip(1);
			this.mark++;
		}
		if (!packet.isEmpty() && this.mark < mark.length) {
			if (this.mark > 0) {
				throw new UnreadableLineException(Kind.NOT_JSON);
			}
			this.mark = mark.length;
		}
	}

	private void parse(LineParser parser, Packet packet) {
		try {
			parser.parse(this.answer);
		}
		catch (UnreadableLineException ex) {
			// the words of a proxy help; any other text may be the answer's
			if (ex.kind() != Kind.NOT_JSON || this.answer.isBegun() || parser.isInObject()) {
				throw ex;
			}
			this.unreadable = true;
		}
		if (!this.answer.isBegun() && !parser.isInObject()) {
			addText(packet);
		}
		else if (this.text != null) {
			this.text = null;
		}
	}

	private void addText(Packet packet) {
		UnreadableText text = (this.text != null) ? this.text : new UnreadableText();
		this.text = text;
		text.add(packet);
		if (this.unreadable && text.isComplete()) {
			throw text.failure();
		}
	}

	/**
	 * Note that no more bytes come.
	 * @throws NdjsonException if the answer has not ended
	 */
	void complete() {
		if (!isEnded()) {
			throw failure(null);
		}
	}

	boolean isEnded() {
		return this.answer.isEnded();
	}

	/**
	 * Return the failure for an answer that has not ended.
	 * @param cause why no more bytes come, {@code null} if the server ended the body
	 */
	NdjsonException failure(@Nullable Throwable cause) {
		// a text may be so short that only the end tells that it is not JSON
		if (this.text != null && (this.unreadable || (cause == null && !this.text.isBlank()))) {
			return this.text.failure();
		}
		return this.answer.failure(cause);
	}

	/**
	 * Let go of a line that is cut.
	 */
	void close() {
		if (this.parser != null) {
			this.parser.close();
			this.parser = null;
		}
	}

}
