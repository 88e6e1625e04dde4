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

import org.jspecify.annotations.Nullable;

/**
 * Knows a line that is, byte for byte, what the server writes for a token: these fields
 * in this order, and texts without an escape.
 * <pre>{"model":"..","created_at":"..","response":"..","done":false}</pre> Before
 * {@code done} there may be {@code thinking}. Such lines are nearly the whole of an
 * answer, and to compare them costs a fifth of what parsing does. Any other line is the
 * parser's. The order is that of the
 * <a href="https://github.com/ollama/ollama/blob/main/api/types.go">server's type</a>.
 */
final class TokenLine {

	private static final String MODEL = "{\"model\":\"";

	private static final String CREATED_AT = "\",\"created_at\":\"";

	private static final byte[] RESPONSE = ascii("\",\"response\":\"");

	private static final byte[] THINKING = ascii("\",\"thinking\":\"");

	private static final byte[] END = ascii("\",\"done\":false}\n");

	private String model = "";

	private byte @Nullable [] head = head("");

	/**
	 * Read a line.
	 * @param packet holds the line
	 * @param start where the line begins
	 * @param end where the packet ends
	 * @param model the model that is asked
	 * @param fields takes what is read
	 * @return where the next line begins, or -1 if this is no whole line of this kind
	 */
	int read(byte[] packet, int start, int end, String model, ResponseFields fields) {
		if (!model.equals(this.model)) {
			this.model = model;
			this.head = head(model);
		}
		int createdAt = (this.head != null) ? after(this.head, packet, start, end) : -1;
		int createdAtEnd = endOfText(packet, createdAt, end);
		int response = after(RESPONSE, packet, createdAtEnd, end);
		int responseEnd = endOfText(packet, response, end);
		int thinking = after(THINKING, packet, responseEnd, end);
		int textsEnd = (thinking != -1) ? endOfText(packet, thinking, end) : responseEnd;
		int next = after(END, packet, textsEnd, end);
		if (next == -1) {
			return -1;
		}
		String createdAtText = text(packet, createdAt, createdAtEnd);
		String responseText = text(packet, response, responseEnd);
		String thinkingText = (thinking != -1) ? text(packet, thinking, textsEnd) : null;
		if (isMalformed(createdAtText) || isMalformed(responseText) || isMalformed(thinkingText)) {
			return -1;
		}
		fields.token(createdAtText, responseText, thinkingText);
		return next;
	}

	private static int endOfText(byte[] packet, int start, int end) {
		if (start == -1) {
			return -1;
		}
		int i = start;
		while (i < end && (packet[i] & 0xff) >= ' ' && packet[i] != '"' && packet[i] != '\\') {
			i++;
		}
		return (i < end && packet[i] == '"') ? i : -1;
	}

	private static int after(byte[] expected, byte[] packet, int start, int end) {
		int next = start + expected.length;
		return (start != -1 && next <= end && Arrays.equals(expected, 0, expected.length, packet, start, next)) ? next
				: -1;
	}

	private static String text(byte[] packet, int start, int end) {
		return new String(packet, start, end - start, StandardCharsets.UTF_8);
	}

	// what is no UTF-8 becomes this character
	private static boolean isMalformed(@Nullable String text) {
		return text != null && text.indexOf('\ufffd') != -1;
	}

	// null if the model's name is not plain itself
	private static byte @Nullable [] head(String model) {
		byte[] head = (MODEL + model + CREATED_AT).getBytes(StandardCharsets.UTF_8);
		return (endOfText(head, MODEL.length(), head.length) == head.length - CREATED_AT.length()) ? head : null;
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
