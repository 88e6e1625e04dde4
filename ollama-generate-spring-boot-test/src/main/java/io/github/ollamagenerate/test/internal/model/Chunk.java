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
