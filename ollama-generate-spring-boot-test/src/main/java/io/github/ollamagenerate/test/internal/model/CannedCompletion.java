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
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

import io.github.ollamagenerate.test.internal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Makes up completions. Model, prompt and seed decide about the text.
 */
public final class CannedCompletion {

	private static final String THINKING_END = "</think>";

	private CannedCompletion() {
	}

	/**
	 * Return a completion.
	 * @throws Refusal if the format is none, or if the prompt is too long and must not be
	 * cut
	 */
	public static Completion of(GenerateInput input, GenerateOptions options, MockModel model, boolean thinking) {
		AnswerFormat format = AnswerFormat.of(input.format());
		Prompt prompt = input.prompt();
		long seed = Objects.hash(model.name(), prompt) * 31L + options.seed();
		@Nullable LogprobSampler logprobs = input.logprobs() ? new LogprobSampler(new Random(~seed), input.topLogprobs()) : null;
		int tokens = prompt.tokens(model.can("vision"), thinking);
		int evaluated = (int) Math.min(tokens, options.numCtx());
		if (evaluated < tokens && !input.truncate()) {
			throw new Refusal(400, "the input length exceeds the context length");
		}
		// with nothing shifted out of the context, the last token may stand behind its
		// end
		long free = input.shift() ? Long.MAX_VALUE : options.numCtx() - evaluated + 1;
		Sequence sequence = Sequence.run(tokens(CannedText.answer(prompt, format, new Random(seed)), thinking),
				Math.min(free, options.limit()), options.stop(), logprobs);
		// as on the real server the clock starts with the first token
		Completion.Usage usage = new Completion.Usage(evaluated, sequence.predicted(), sequence.predicted() - 1);
		return new Completion(input.model(), sequence.chunks(), sequence.stopped() ? "stop" : "length",
				context(prompt, tokens + sequence.sent()), usage);
	}

	private static List<Token> tokens(String text, boolean thinking) {
		Stream<Token> answer = Token.split(text, Token.Part.ANSWER);
		if (!thinking) {
			return answer.toList();
		}
		Stream<Token> thought = Token.split(CannedText.THINKING, Token.Part.THINKING);
		Stream<Token> end = Stream.of(new Token(THINKING_END, Token.Part.MARK));
		return Stream.of(thought, end, answer).flatMap((part) -> part).toList();
	}

	private static Completion.@Nullable Context context(Prompt prompt, int tokens) {
		if (prompt.raw()) {
			return null;
		}
		List<Long> given = Objects.requireNonNullElse(prompt.context(), List.of());
		return new Completion.Context(given, tokens - given.size());
	}

}
