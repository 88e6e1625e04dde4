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

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Markdown fence that some models put around JSON, although the request asks for JSON
 * alone. The fence and the white space around it are not part of the value.
 *
 * @see <a href="https://spec.commonmark.org/0.31.2/#fenced-code-blocks">CommonMark,
 * fenced code blocks</a>
 */
final class MarkdownFence {

	private static final String FENCE = "```";

	private static final Pattern OPENING = Pattern.compile("\\s*(?:" + FENCE + "\\w*\\s*)?");

	private String opening = "";

	private String closing = "";

	private boolean open;

	/**
	 * Return a whole text without its fence.
	 */
	static String strip(String text) {
		String stripped = text.strip();
		if (!stripped.startsWith(FENCE)) {
			return text;
		}
		int start = openingEnd(stripped).end();
		int end = stripped.endsWith(FENCE) ? stripped.length() - FENCE.length() : stripped.length();
		return stripped.substring(start, Math.max(start, end));
	}

	/**
	 * Return the part of a piece of text that follows the opening fence, or the start if
	 * there is no fence. It is empty as long as the fence may go on.
	 */
	String afterOpening(String piece) {
		if (this.open) {
			return piece;
		}
		String text = this.opening + piece;
		Matcher matcher = openingEnd(text);
		if (matcher.hitEnd()) {
			// a model may send white space without end
			this.opening = text.isBlank() ? "" : text;
			return "";
		}
		this.open = true;
		return text.substring(matcher.end());
	}

	/**
	 * Return whether a piece of text that follows the value can belong to the closing
	 * fence.
	 */
	boolean isClosing(String piece) {
		String text = (this.closing + piece).stripLeading();
		String fence = text.stripTrailing();
		// the fence ends with white space, of which a model may send any amount
		this.closing = (fence.length() < text.length()) ? fence + " " : fence;
		return FENCE.startsWith(fence);
	}

	private static Matcher openingEnd(String text) {
		Matcher matcher = OPENING.matcher(text);
		matcher.lookingAt();
		return matcher;
	}

}
