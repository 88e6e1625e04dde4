package io.github.ollamagenerate.test;

/**
 * Reads the characters and scalars of a JSON text and says in the words of Go's
 * {@code encoding/json} which character is wrong.
 */
final class GoScanner {

	private final String text;

	private int position;

	GoScanner(String text) {
		this.text = text;
	}

	/** The rest of a text behind its first quote. */
	void string() {
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

	/** The rest of a word behind its first character. */
	void literal(String literal) {
		for (char expected : literal.substring(1).toCharArray()) {
			if (read() != expected) {
				throw invalid("in literal " + literal + " (expecting '" + expected + "')");
			}
		}
	}

	/** The rest of a number behind its first character. */
	void number(char first) {
		if (first != '-' && !isDigit(first)) {
			throw invalid("looking for beginning of value");
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
	char next() {
		char c = read();
		while (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
			c = read();
		}
		return c;
	}

	/** Reads the last character again. */
	void back() {
		this.position--;
	}

	private char read() {
		if (this.position >= this.text.length()) {
			throw new Refusal(400, "unexpected EOF");
		}
		return this.text.charAt(this.position++);
	}

	/** The last character that was read is wrong. */
	Refusal invalid(String context) {
		String character = GoQuote.character(this.text.codePointAt(this.position - 1));
		return new Refusal(400, "invalid character " + character + " " + context);
	}

}
