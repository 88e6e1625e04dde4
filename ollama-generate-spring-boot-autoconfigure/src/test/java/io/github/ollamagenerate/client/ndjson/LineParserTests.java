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

import io.github.ollamagenerate.client.ndjson.AnswerReader.Result;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LineParser}.
 */
class LineParserTests {

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"response\":\"%s\"}", "{\n\"response\":\n\"%s\"\n}", "{\"response\":\"\",\"x\":[\"%s\"]}",
					"{\"model\":\"m\",\"created_at\":\"\",\"response\":\"%s\",\"done\":false}" })
	void objectMayHaveAsManyBytesAsTheLimitWhereverItIsCut(String object) {
		int length = object.length() - 2;
		String longest = object.formatted("a".repeat(200 - length));
		String tooLong = object.formatted("a".repeat(201 - length));
		for (int cut = 1; cut < 600; cut += (cut % 200 > 195 || cut % 200 < 5) ? 1 : 47) {
			assertThat(readCut(" " + longest + "\n" + longest + "\n" + longest + "\n", cut)).as("cut at %d", cut)
				.isEqualTo("3 TRUNCATED");
			assertThat(readCut(longest + "\n" + longest + "\n" + tooLong + "\n", cut)).as("cut at %d", cut)
				.isEqualTo("2 TOO_LONG 200");
		}
	}

	private static String readCut(String text, int cut) {
		Result result = new AnswerReader(new LineParsers(200)).feed(text.substring(0, cut))
			.feed(text.substring(cut))
			.end();
		return result.chunks().size() + " " + result.failure();
	}

}
