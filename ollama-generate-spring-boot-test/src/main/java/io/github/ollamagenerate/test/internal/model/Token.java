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
