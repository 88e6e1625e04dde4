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

package io.github.ollamagenerate.client.ndjson;

import java.time.Duration;
import java.util.Locale;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.client.ndjson.AnswerReader.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Answer}.
 */
class AnswerTests {

	private static final String TOKEN = "{\"response\":\"a\",\"done\":false}\n";

	private static GenerateResponse last(String lines) {
		Result result = AnswerReader.read(lines);
		assertThat(result.failure()).isEmpty();
		return result.chunks().get(result.chunks().size() - 1);
	}

	@Test
	void characterThatIsSplitBetweenLinesIsNotSplitBetweenChunks() {
		Result result = AnswerReader.read("""
				{"response":"a\\ud83d","thinking":"\\ud83d"}
				{"response":""}
				{"response":"\\ude00b","thinking":"\\ude00"}
				{"response":"\\ud83d","thinking":"\\ud83d"}
				{"done":true}
				""");
		assertThat(result.chunks()).extracting(GenerateResponse::response)
			.containsExactly("a", "", "\ud83d\ude00b", "", "\ud83d");
		assertThat(result.chunks()).extracting(GenerateResponse::thinking)
			.containsExactly("", null, "\ud83d\ude00", "", "\ud83d");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"done\":true}", "{\"response\":\"a\"}{\"done\":\"True\"}",
			"{\"THINKING\":null,\"done\":true,\"Done_Reason\":\"\"}" })
	void loadNeedsNoText(String text) {
		assertThat(
				new AnswerReader(new LineParsers(8192), new ExpectedAnswer("m", true, true)).feed(text).end().failure())
			.isEmpty();
		assertThat(AnswerReader.read(text).failure())
			.isEqualTo(text.toLowerCase(Locale.ROOT).matches(".*(response|thinking).*") ? "" : "NO_ANSWER");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"done\":true,\"done_reason\":\"stop\"", "\"done\":false,\"done_reason\":\"stop\"",
			"\"done\":true,\"done_reason\":\"stop\",\"eval_count\":1,\"load_duration\":3" })
	void countsOfALineAfterTheEndCount(String end) {
		GenerateResponse last = last(TOKEN + "{\"response\":\"\"," + end + ",\"context\":[1]}\n"
				+ "{\"done\":true,\"eval_count\":7,\"eval_duration\":5}\n");
		assertThat(last.done()).isTrue();
		assertThat(last.doneReason()).isEqualTo("stop");
		assertThat(last.context()).containsExactly(1);
		assertThat(last.metrics().evalCount()).isEqualTo(7);
		assertThat(last.metrics().evalDuration()).isEqualTo(Duration.ofNanos(5));
		assertThat(last.metrics().loadDuration()).isEqualTo(end.contains("load") ? Duration.ofNanos(3) : null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"error\":\"x\"}", "{\"response\":\"a\"}{\"error\":{\"message\":\"x\"},\"done\":true}" })
	void lineMayReportAFailure(String lines) {
		assertThat(AnswerReader.read(lines).failure()).startsWith("ERROR {error=");
	}

	@Test
	void textAfterTheEndIsAFailure() {
		String end = "{\"response\":\"a\",\"done\":true}";
		assertThat(AnswerReader.read(end + "{\"response\":\"\",\"done\":true}").failure()).isEmpty();
		assertThat(AnswerReader.read(end + "{\"response\":\"b\"}").failure()).isEqualTo("TEXT_AFTER_END");
	}

	@Test
	void answerWithoutAnEndIsTruncated() {
		assertThat(AnswerReader.read("{\"response\":\"a\"}").failure()).isEqualTo("TRUNCATED");
		assertThat(AnswerReader.read("").failure()).isEqualTo("TRUNCATED");
	}

}
