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
