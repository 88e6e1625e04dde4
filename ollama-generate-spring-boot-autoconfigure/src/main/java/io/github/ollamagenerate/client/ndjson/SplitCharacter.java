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

/**
 * A character that comes in two halves of a surrogate pair, at the end of one line's text
 * and at the start of the next. A chunk with half a character would become a question
 * mark wherever it is written.
 */
final class SplitCharacter {

	private static final char NONE = 0;

	private char half = NONE;

	/**
	 * Return a text with the half that the text before lacked, and without the half that
	 * it ends with.
	 * @param text the text of a line
	 * @param last whether no other half can come
	 */
	String join(String text, boolean last) {
		if (this.half == NONE && !endsWithHalf(text)) {
			return text;
		}
		String joined = (this.half != NONE) ? this.half + text : text;
		if (last || !endsWithHalf(joined)) {
			this.half = NONE;
			return joined;
		}
		int end = joined.length() - 1;
		this.half = joined.charAt(end);
		return joined.substring(0, end);
	}

	boolean isPending() {
		return this.half != NONE;
	}

	private static boolean endsWithHalf(String text) {
		return !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
	}

}
