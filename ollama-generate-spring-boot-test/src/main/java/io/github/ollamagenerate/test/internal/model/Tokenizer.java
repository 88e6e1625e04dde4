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

package io.github.ollamagenerate.test.internal.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits text into pieces of about the size of a model's tokens: a word or one other
 * character, together with the white space before it.
 */
final class Tokenizer {

	private Tokenizer() {
	}

	static List<String> split(String text) {
		List<String> tokens = new ArrayList<>(text.length() / 4 + 1);
		int start = 0;
		while (start < text.length()) {
			int end = end(text, start);
			tokens.add(text.substring(start, end));
			start = end;
		}
		return tokens;
	}

	static int count(String text) {
		int count = 0;
		for (int start = 0; start < text.length(); start = end(text, start)) {
			count++;
		}
		return count;
	}

	private static int end(String text, int start) {
		int end = start;
		while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
			end++;
		}
		int word = end;
		while (end < text.length() && Character.isLetterOrDigit(text.codePointAt(end))) {
			end += Character.charCount(text.codePointAt(end));
		}
		return (end == word && end < text.length()) ? end + Character.charCount(text.codePointAt(end)) : end;
	}

}
