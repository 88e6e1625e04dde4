package io.github.ollamagenerate.test.internal.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * A token as a model samples it.
 *
 * @param text its text
 * @param part what it belongs to
 */
record Token(String text, Part part) {

	static Stream<Token> split(String text, Part part) {
		List<String> texts = Tokenizer.split(text);
		return texts.stream().map((piece) -> new Token(piece, part));
	}

	/** The text if it belongs to a part, empty otherwise. */
	String text(Part wanted) {
		return (this.part == wanted) ? this.text : "";
	}

	Token cut(int length) {
		return (length < this.text.length()) ? new Token(this.text.substring(0, length), this.part) : this;
	}

	/** The parts of what a model says. */
	enum Part {

		/** Its thinking. */
		THINKING,

		/** A mark that the server takes out. */
		MARK,

		/** Its answer. */
		ANSWER

	}

}
