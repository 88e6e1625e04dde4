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

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.client.ndjson.AnswerReader.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NestedField}.
 */
class NestedFieldTests {

	@Test
	void largeUnknownFieldIsLeftOut() {
		String large = "{},".repeat(10_000) + "{}";
		Result result = new AnswerReader(new LineParsers(100_000))
			.feed("{\"response\":\"a\",\"x\":[" + large + "],\"y\":[1],\"done\":true}")
			.end();
		assertThat(result.chunks()).singleElement()
			.extracting(GenerateResponse::additionalFields)
			.isEqualTo(Map.of("y", List.of(1)));
		for (String name : List.of("response", "done", "Model")) {
			assertThat(new AnswerReader(new LineParsers(100_000)).feed("{\"" + name + "\":[" + large + "]}")
				.end()
				.failure()).isEqualTo("WRONG_TYPE " + name.toLowerCase(Locale.ROOT));
		}
		assertThat(new AnswerReader(new LineParsers(100_000))
			.feed("{\"response\":\"a\",\"error\":[" + large + "],\"done\":true}")
			.end()
			.failure()).startsWith("ERROR");
	}

	@Test
	void contextIsAListOfWholeNumbers() {
		assertThat(end("[1,-2,3]").context()).containsExactly(1, -2, 3);
		assertThat(end("[]").context()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "[1,\"x\"]", "[1.5]", "[[1]]", "[null]", "{\"a\":1}", "[3000000000]" })
	void contextOfAnotherTypeStaysReachable(String context) {
		GenerateResponse end = end(context);
		assertThat(end.context()).isNull();
		assertThat(end.additionalFields()).containsOnlyKeys("context");
	}

	@Test
	void contextThatIsNotExpectedIsLeftOut() {
		Result result = new AnswerReader(new LineParsers(AnswerReader.MAX_LENGTH),
				new ExpectedAnswer("m", false, false))
			.feed("{\"response\":\"\",\"done\":true,\"context\":[1,2]}")
			.end();
		assertThat(result.chunks().get(0).context()).isNull();
		assertThat(result.chunks().get(0).additionalFields()).isEmpty();
	}

	private static GenerateResponse end(String context) {
		return AnswerReader.read("{\"response\":\"\",\"done\":true,\"context\":" + context + "}").chunks().get(0);
	}

}
