package io.github.ollamagenerate.test;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Says in the words of Go's {@code encoding/json} what is wrong with a text that is no
 * JSON. As there, what follows the first value does not matter.
 */
final class GoSyntax {

	private static final int MAX_DEPTH = 10_000;

	private final GoScanner scanner;

	private final Deque<Character> open = new ArrayDeque<>();

	private GoSyntax(String text) {
		this.scanner = new GoScanner(text);
	}

	/**
	 * Checks the first value of a text.
	 * @throws Refusal if it is no JSON
	 */
	static void check(String text) {
		new GoSyntax(text).values();
	}

	private void values() {
		do {
			boolean complete = value();
			while (complete && !this.open.isEmpty() && isClosed()) {
				this.open.pop();
			}
		}
		while (!this.open.isEmpty());
	}

	/**
	 * Reads a scalar, or the beginning of an array or object.
	 * @return whether that is all of the value
	 */
	private boolean value() {
		char c = this.scanner.next();
		switch (c) {
			case '{', '[' -> {
				return open(c);
			}
			case '"' -> this.scanner.string();
			case 't' -> this.scanner.literal("true");
			case 'f' -> this.scanner.literal("false");
			case 'n' -> this.scanner.literal("null");
			default -> this.scanner.number(c);
		}
		return true;
	}

	private boolean open(char c) {
		this.open.push(c);
		if (this.open.size() > MAX_DEPTH) {
			throw this.scanner.invalid("exceeded max depth");
		}
		char first = this.scanner.next();
		if (first == ((c == '{') ? '}' : ']')) {
			this.open.pop();
			return true;
		}
		this.scanner.back();
		if (c == '{') {
			key();
		}
		return false;
	}

	/** Whether the array or object ends; if not, its next value begins. */
	private boolean isClosed() {
		boolean object = (this.open.peek() == '{');
		char c = this.scanner.next();
		if (c == ',') {
			if (object) {
				key();
			}
			return false;
		}
		if (c != (object ? '}' : ']')) {
			throw this.scanner.invalid(object ? "after object key:value pair" : "after array element");
		}
		return true;
	}

	private void key() {
		if (this.scanner.next() != '"') {
			throw this.scanner.invalid("looking for beginning of object key string");
		}
		this.scanner.string();
		if (this.scanner.next() != ':') {
			throw this.scanner.invalid("after object key");
		}
	}

}
