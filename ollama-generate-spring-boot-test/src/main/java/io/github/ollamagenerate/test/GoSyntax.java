package io.github.ollamagenerate.test;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Says in the words of Go's {@code encoding/json} what is wrong with a text that is no
 * JSON. As there, what follows the first value does not matter.
 */
final class GoSyntax {

	private static final int MAX_DEPTH = 10_000;

	private static final String VALUE = "looking for beginning of value";

	private static final String KEY = "looking for beginning of object key string";

	private final String text;

	private final Deque<Character> open = new ArrayDeque<>();

	private int position;

	private GoSyntax(String text) {
		this.text = text;
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
		char c = next();
		switch (c) {
			case '{', '[' -> {
				return open(c);
			}
			case '"' -> string();
			case 't' -> literal("true");
			case 'f' -> literal("false");
			case 'n' -> literal("null");
			default -> number(c);
		}
		return true;
	}

	private boolean open(char c) {
		this.open.push(c);
		if (this.open.size() > MAX_DEPTH) {
			throw invalid("exceeded max depth");
		}
		char first = next();
		if (first == ((c == '{') ? '}' : ']')) {
			this.open.pop();
			return true;
		}
		this.position--;
		if (c == '{') {
			key();
		}
		return false;
	}

	/** Whether the array or object ends; if not, its next value begins. */
	private boolean isClosed() {
		boolean object = (this.open.peek() == '{');
		char c = next();
		if (c == ',') {
			if (object) {
				key();
			}
			return false;
		}
		if (c != (object ? '}' : ']')) {
			throw invalid(object ? "after object key:value pair" : "after array element");
		}
		return true;
	}

	private void key() {
		if (next() != '"') {
			throw invalid(KEY);
		}
		string();
		if (next() != ':') {
			throw invalid("after object key");
		}
	}

	private void string() {
		for (char c = read(); c != '"'; c = read()) {
			if (c < ' ') {
				throw invalid("in string literal");
			}
			if (c == '\\') {
				escape(read());
			}
		}
	}

	private void escape(char c) {
		if ("\"\\/bfnrtu".indexOf(c) < 0) {
			throw invalid("in string escape code");
		}
		for (int i = 0; c == 'u' && i < 4; i++) {
			if ("0123456789abcdefABCDEF".indexOf(read()) < 0) {
				throw invalid("in \\u hexadecimal character escape");
			}
		}
	}

	private void literal(String literal) {
		for (char expected : literal.substring(1).toCharArray()) {
			if (read() != expected) {
				throw invalid("in literal " + literal + " (expecting '" + expected + "')");
			}
		}
	}

	private void number(char first) {
		if (first != '-' && !isDigit(first)) {
			throw invalid(VALUE);
		}
		char c = (first == '-') ? digit("in numeric literal") : first;
		if (c != '0') {
			digits();
		}
		if (peek() == '.') {
			this.position++;
			digit("after decimal point in numeric literal");
			digits();
		}
		if (peek() == 'e' || peek() == 'E') {
			this.position++;
			this.position += (peek() == '+' || peek() == '-') ? 1 : 0;
			digit("in exponent of numeric literal");
			digits();
		}
	}

	private char digit(String context) {
		char c = read();
		if (!isDigit(c)) {
			throw invalid(context);
		}
		return c;
	}

	private void digits() {
		while (isDigit(peek())) {
			this.position++;
		}
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	private char peek() {
		return (this.position < this.text.length()) ? this.text.charAt(this.position) : 0;
	}

	/** The next character that is not white space. */
	private char next() {
		char c = read();
		while (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
			c = read();
		}
		return c;
	}

	private char read() {
		if (this.position >= this.text.length()) {
			throw new Refusal(400, "unexpected EOF");
		}
		return this.text.charAt(this.position++);
	}

	private Refusal invalid(String context) {
		String character = GoQuote.character(this.text.codePointAt(this.position - 1));
		return new Refusal(400, "invalid character " + character + " " + context);
	}

}
