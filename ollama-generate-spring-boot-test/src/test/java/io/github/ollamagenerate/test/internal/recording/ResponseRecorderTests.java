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

package io.github.ollamagenerate.test.internal.recording;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResponseRecorder} and {@link RecordedResponse}.
 */
class ResponseRecorderTests {

	private static final long MILLI = 1_000_000;

	@Test
	void lineHasTheTimeOfItsLastByteAndPausesAddUp() {
		List<String> told = new ArrayList<>();
		ResponseRecorder recorder = new ResponseRecorder(5 * MILLI,
				(line) -> told.add(new String(line, StandardCharsets.UTF_8)));
		recorder.add(bytes("a"), 6 * MILLI);
		recorder.add(bytes("b\nc\n"), 7 * MILLI + 600_000);
		assertThat(told).containsExactly("ab\n", "c\n");
		recorder.add(bytes("d\n"), 9 * MILLI + 200_000);
		recorder.add(bytes("e"), 10 * MILLI + 100_000);
		recorder.add(bytes(""), 99 * MILLI);
		List<RecordedLine> lines = recorder.end();
		assertThat(lines).extracting((line) -> line.pause().toMillis()).containsExactly(2L, 0L, 2L, 1L);
		assertThat(told).containsExactly("ab\n", "c\n", "d\n", "e");
		assertThat(lines).extracting((line) -> new String(line.content(), StandardCharsets.UTF_8))
			.containsExactly("ab", "c", "d", "e");
		assertThat(lines).extracting(RecordedLine::hasLineEnd).containsExactly(true, true, true, false);
	}

	@ParameterizedTest
	@CsvSource({ "200,POST,false", "204,POST,true", "304,GET,true", "200,HEAD,true", "404,GET,false" })
	void someResponsesHaveNoBody(int status, String method, boolean without) {
		assertThat(response(status, "Allow", "GET").isWithoutBody(method)).isEqualTo(without);
	}

	@ParameterizedTest
	@CsvSource({ "Transfer-Encoding,chunked,true", "transfer-encoding,CHUNKED,true", "Transfer-Encoding,gzip,false",
			"X-Encoding,chunked,false" })
	void chunkedIsKnownByTheHeader(String name, String value, boolean chunked) {
		assertThat(response(200, name, value).isChunked()).isEqualTo(chunked);
	}

	private static RecordedResponse response(int status, String name, String value) {
		return new RecordedResponse(status, List.of(Map.entry(name, value)), Duration.ZERO, List.of(), false);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
