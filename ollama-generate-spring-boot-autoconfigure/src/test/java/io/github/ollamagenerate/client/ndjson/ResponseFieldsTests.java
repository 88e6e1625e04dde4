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

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponse.Metrics;
import io.github.ollamagenerate.client.ndjson.AnswerReader.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResponseFields}.
 */
class ResponseFieldsTests {

	private static GenerateResponse last(String lines) {
		Result result = AnswerReader.read(lines);
		assertThat(result.failure()).isEmpty();
		return result.chunks().get(result.chunks().size() - 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "5000000000", "5000000000.0", "5.0e9", "5E+9", "\"5000000000\"", "\"5e9\"" })
	void durationIsReadInAnyForm(String number) {
		Metrics metrics = last("{\"response\":\"a\",\"done\":true,\"eval_duration\":" + number + "}").metrics();
		assertThat(metrics.evalDuration()).isEqualTo(Duration.ofSeconds(5));
	}

	@ParameterizedTest
	@ValueSource(strings = { "7", "7.0", "0.7e1", "\"7\"", "\"7.0\"" })
	void countIsReadInAnyForm(String number) {
		Metrics metrics = last("{\"response\":\"a\",\"done\":true,\"Eval_Count\":" + number + "}").metrics();
		assertThat(metrics.evalCount()).isEqualTo(7);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "-1.0", "1.5", "1e300", "1e999", "-1e999", "1e-9", "9223372036854775808",
			"99999999999999999999999999999999", "\"NaN\"", "\"Infinity\"", "\"seven\"", "\"\"", "true", "[7]",
			"{\"value\":7}" })
	void numberThatCannotBeIsNotReadAndStaysReachable(String number) {
		GenerateResponse last = last(
				"{\"response\":\"a\",\"done\":true,\"eval_count\":" + number + ",\"total_duration\":" + number + "}");
		assertThat(last.metrics()).isEqualTo(Metrics.none());
		assertThat(last.additionalFields()).containsOnlyKeys("eval_count", "total_duration");
	}

	@Test
	void countIsAnInteger() {
		assertThat(last("{\"response\":\"a\",\"done\":true,\"eval_count\":2147483648}").metrics().evalCount()).isNull();
	}

}
