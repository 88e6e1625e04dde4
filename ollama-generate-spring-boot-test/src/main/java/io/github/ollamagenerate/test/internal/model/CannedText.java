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
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What the mock says instead of a model. It says of itself that it is canned and repeats
 * nothing of the prompt.
 */
final class CannedText {

	static final String THINKING = "This is canned thinking from MockOllamaServer."
			+ " The prompt was received, but nobody thinks about it.";

	private static final String OPENING = "This is a canned answer from MockOllamaServer, no language model was asked.";

	private static final List<String> SENTENCES = List.of(
			"It is picked by model, prompt & seed, so the same request gets the same text again.",
			"Use it to see that your code reads an answer, not to learn something.",
			"Every word arrives as a separate chunk when the answer is streamed.",
			"The counts and durations at its end are made up, but they add up.",
			"Ask a real server for a text that has something to do with your prompt.",
			"A limit on the number of tokens or a stop text cuts it where it should.",
			"Characters like \u201egr\u00fcn\u201c or \u2192 show that bytes are read as UTF-8.",
			"It is long enough to watch it arrive and short enough not to bore you.");

	private static final int SENTENCE_COUNT = 6;

	private static final String CODE_OPENING = "    # canned code from MockOllamaServer, no language model was asked\n";

	private static final List<String> CODE_LINES = List.of("    canned = [3, 1, 4, 1, 5]\n",
			"    total = sum(canned)\n", "    result = max(canned)\n", "    print(\"canned\", result)\n",
			"    for number in canned:\n        total -= number\n");

	private static final int CODE_LINE_COUNT = 4;

	private CannedText() {
	}

	/**
	 * Return an answer.
	 * @param prompt what it answers
	 * @param format its format
	 * @param random decides between several answers
	 */
	static String answer(Prompt prompt, AnswerFormat format, Random random) {
		if (format.json()) {
			return format.answer(random);
		}
		if (!prompt.suffix().isEmpty() && !prompt.raw()) {
			return CODE_OPENING + String.join("", some(CODE_LINE_COUNT, CODE_LINES, random));
		}
		return OPENING + ' ' + String.join(" ", some(SENTENCE_COUNT, SENTENCES, random));
	}

	private static List<String> some(int count, List<String> texts, Random random) {
		List<String> shuffled = new ArrayList<>(texts);
		Collections.shuffle(shuffled, random);
		return shuffled.subList(0, count);
	}

}
