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

import io.github.ollamagenerate.test.TestHttp;
import io.github.ollamagenerate.test.internal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CannedCompletion}.
 */
class CannedCompletionTests {

	private static final Prompt PROMPT = new Prompt("Why?", "", "", "", false, 0, null);

	private static final int TOKENS = PROMPT.tokens(false, false);

	@Test
	void sameRequestGetsTheSameTextAndOthersGetAnother() {
		String text = text(complete(PROMPT, 0, "m"));
		assertThat(text).startsWith("This is a canned answer from MockOllamaServer").hasSizeGreaterThan(300);
		assertThat(text(complete(PROMPT, 0, "m"))).isEqualTo(text);
		assertThat(text(complete(PROMPT, 1, "m"))).isNotEqualTo(text);
		assertThat(text(complete(PROMPT, 0, "other"))).isNotEqualTo(text);
		assertThat(text(complete(new Prompt("How?", "", "", "", false, 0, null), 0, "m"))).isNotEqualTo(text);
	}

	@Test
	void modelThatThinksDoesSoFirst() {
		Completion completion = complete(input(PROMPT, "", true, true), options(-1, 4096), true);
		assertThat(completion.chunks().get(0).thinking()).isEqualTo("This");
		assertThat(completion.chunks().stream().map(Chunk::thinking).collect(Collectors.joining()))
			.isEqualTo(CannedText.THINKING);
		assertThat(text(completion)).startsWith("This is a canned answer");
	}

	@ParameterizedTest
	@CsvSource({ "false,'    # canned code'", "true,'This is a canned answer'" })
	void suffixAsksForCode(boolean raw, String start) {
		assertThat(text(complete(new Prompt("def", "return", "", "", raw, 0, null), 0, "m"))).startsWith(start);
	}

	@Test
	void formatIsObeyed() {
		JsonNode any = TestHttp.MAPPER
			.readTree(text(complete(input(PROMPT, "\"json\"", true, true), options(-1, 4096), false)));
		assertThat(any.get("canned").booleanValue()).isTrue();
		assertThat(text(complete(input(PROMPT, "{\"const\":7}", true, true), options(-1, 4096), false))).isEqualTo("7");
	}

	@Test
	void promptThatIsTooLongIsCutOrRefused() {
		GenerateOptions small = options(-1, TOKENS - 1);
		assertThat(complete(input(PROMPT, "", true, true), small, false).usage().prompt()).isEqualTo(TOKENS - 1);
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> complete(input(PROMPT, "", false, true), small, false))
			.withMessage("the input length exceeds the context length");
		Completion fitting = complete(input(PROMPT, "", false, true), options(-1, TOKENS), false);
		assertThat(fitting.usage().prompt()).isEqualTo(TOKENS);
	}

	@ParameterizedTest
	@CsvSource({ "0,1", "1,2", "5,6" })
	void withoutShiftTheContextLimitsTheAnswer(int free, int tokens) {
		Completion completion = complete(input(PROMPT, "", true, false), options(-1, TOKENS + free), false);
		assertThat(completion.chunks()).hasSize(tokens);
		assertThat(completion.doneReason()).isEqualTo("length");
		assertThat(completion.usage()).isEqualTo(new Completion.Usage(TOKENS, tokens, tokens - 1));
		Completion shifted = complete(input(PROMPT, "", true, true), options(-1, TOKENS + free), false);
		assertThat(shifted.chunks()).hasSizeGreaterThan(50);
	}

	@Test
	void numPredictLimitsTheAnswer() {
		Completion completion = complete(input(PROMPT, "", true, true), options(3, 4096), false);
		assertThat(completion.chunks()).hasSize(3);
		assertThat(completion.context()).isEqualTo(new Completion.Context(List.of(), TOKENS + 3));
	}

	@Test
	void contextIsContinuedUnlessThePromptIsRaw() {
		Prompt more = new Prompt("Why?", "", "", "", false, 0, List.of(8L, 9L));
		Completion completion = complete(input(more, "", true, true), options(3, 4096), false);
		assertThat(completion.context()).isEqualTo(new Completion.Context(List.of(8L, 9L), TOKENS + 3));
		assertThat(complete(new Prompt("Why?", "", "", "", true, 0, null), 0, "m").context()).isNull();
	}

	private static Completion complete(Prompt prompt, long seed, String model) {
		GenerateOptions options = new GenerateOptions(seed, -1, 4096, List.of());
		return CannedCompletion.of(input(prompt, "", true, true), options, MockModel.of(model), false);
	}

	private static Completion complete(GenerateInput input, GenerateOptions options, boolean thinking) {
		return CannedCompletion.of(input, options, MockModel.of("m"), thinking);
	}

	private static GenerateInput input(Prompt prompt, String format, boolean truncate, boolean shift) {
		return new GenerateInput("m", prompt, true, null, format, null, TestHttp.MAPPER.createObjectNode(), truncate,
				shift, false, 0);
	}

	private static GenerateOptions options(long numPredict, long numCtx) {
		return new GenerateOptions(0, numPredict, numCtx, List.of());
	}

	private static String text(Completion completion) {
		return completion.chunks().stream().map(Chunk::answer).collect(Collectors.joining());
	}

}
