package io.github.ollamagenerate.test.internal.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is sent as one line of a stream.
 *
 * @param answer the answer's text, may be empty
 * @param thinking the thinking, empty if there is none
 * @param logprobs log probabilities of the tokens, empty if nobody asked for them
 */
record Chunk(String answer, String thinking, List<Logprob> logprobs) {

	static Chunk of(List<Token> tokens, List<Logprob> logprobs) {
		return new Chunk(join(tokens, Token.Part.ANSWER), join(tokens, Token.Part.THINKING), logprobs);
	}

	private static String join(List<Token> tokens, Token.Part part) {
		return (tokens.size() == 1) ? tokens.get(0).text(part)
				: tokens.stream().map((token) -> token.text(part)).collect(Collectors.joining());
	}

}
