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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.ollamagenerate.GenerateResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.buffer.DefaultDataBufferFactory;

/**
 * Reads one answer for a test, packet by packet.
 */
final class AnswerReader {

	/** The maximum number of bytes of a line. */
	static final int MAX_LENGTH = 8192;

	private final List<GenerateResponse> chunks = new ArrayList<>();

	private final NdjsonReader reader;

	private @Nullable NdjsonException failure;

	AnswerReader() {
		this(new LineParsers(MAX_LENGTH));
	}

	AnswerReader(LineParsers parsers) {
		this(parsers, new ExpectedAnswer("m", true, false));
	}

	AnswerReader(LineParsers parsers, ExpectedAnswer answer) {
		this.reader = new NdjsonReader(parsers, answer, this.chunks::add);
	}

	/**
	 * Read packets to the end of the body.
	 */
	static Result read(byte[]... packets) {
		AnswerReader reader = new AnswerReader();
		for (byte[] packet : packets) {
			reader.feed(packet);
		}
		return reader.end();
	}

	static Result read(String text) {
		return read(text.getBytes(StandardCharsets.UTF_8));
	}

	AnswerReader feed(String packet) {
		return feed(packet.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Feed a packet, unless the reader has failed.
	 */
	AnswerReader feed(byte[] packet) {
		if (this.failure == null) {
			try {
				this.reader.read(DefaultDataBufferFactory.sharedInstance.wrap(packet.clone()));
			}
			catch (NdjsonException ex) {
				this.failure = ex;
			}
		}
		return this;
	}

	/**
	 * Return what was read until now.
	 */
	List<GenerateResponse> chunks() {
		return this.chunks;
	}

	/**
	 * End the body.
	 */
	Result end() {
		try {
			if (this.failure == null) {
				this.reader.complete();
			}
		}
		catch (NdjsonException ex) {
			this.failure = ex;
		}
		this.reader.close();
		return new Result(this.chunks, describe(this.failure));
	}

	private static String describe(@Nullable NdjsonException failure) {
		if (failure instanceof UnreadableLineException unreadable) {
			return (unreadable.kind() + " " + unreadable.detail()).trim();
		}
		if (failure instanceof ErrorLineException error) {
			return "ERROR " + error.fields();
		}
		return (failure != null) ? "TRUNCATED" : "";
	}

	/**
	 * What was read, comparable.
	 *
	 * @param chunks the chunks
	 * @param failure what failed, empty if nothing did
	 */
	record Result(List<GenerateResponse> chunks, String failure) {

		String text() {
			StringBuilder text = new StringBuilder();
			this.chunks.forEach((chunk) -> text.append(chunk.response()));
			return text.toString();
		}

	}

}
