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
import java.util.Arrays;
import java.util.regex.Pattern;

import io.github.ollamagenerate.client.ndjson.UnreadableLineException.Kind;

/**
 * Collects the beginning of a body that is not JSON, such as the page of a proxy, until
 * there is enough to quote: packets end anywhere, and half a sentence helps nobody.
 */
final class UnreadableText {

	/** The maximum number of bytes, enough to know a page by. */
	private static final int MAX_LENGTH = 512;

	// https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
	private static final Pattern SERVER_SENT_EVENT = Pattern.compile("(data|event|id|retry)?:");

	private static final Pattern ARRAY = Pattern.compile("\\[\\s*(\\{|]|\\z)");

	private byte[] bytes = new byte[0];

	void add(Packet packet) {
		int length = Math.min(packet.end() - packet.start(), MAX_LENGTH - this.bytes.length);
		int end = this.bytes.length;
		this.bytes = Arrays.copyOf(this.bytes, end + length);
		System.arraycopy(packet.bytes(), packet.start(), this.bytes, end, length);
	}

	/**
	 * Return whether nothing that comes would be quoted: a page has many lines, anything
	 * else one.
	 */
	boolean isComplete() {
		return this.bytes.length >= MAX_LENGTH || (!isMarkup() && text().indexOf('\n') >= 0);
	}

	boolean isBlank() {
		return text().isEmpty();
	}

	/**
	 * Return what is wrong with the text. What looks like JSON is not quoted, for it may
	 * hold the answer.
	 */
	UnreadableLineException failure() {
		String text = text();
		if (SERVER_SENT_EVENT.matcher(text).lookingAt()) {
			return new UnreadableLineException(Kind.SERVER_SENT_EVENT);
		}
		if (ARRAY.matcher(text).lookingAt()) {
			return new UnreadableLineException(Kind.ARRAY);
		}
		String lines = isMarkup() ? text : text.split("\n", 2)[0];
		return new UnreadableLineException(Kind.NOT_JSON, lines.split("[{\\[\"]", 2)[0]);
	}

	private boolean isMarkup() {
		return text().startsWith("<");
	}

	private String text() {
		return new String(this.bytes, StandardCharsets.UTF_8).stripLeading();
	}

}
