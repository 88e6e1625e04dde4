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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.ollamagenerate.client.ndjson.AnswerReader.Result;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is read from a body does not depend on where the network cuts it.
 */
class NdjsonReaderFuzzTests {

	// Jackson accepts it if a packet ends between the two
	private static final Pattern COMMA_AT_END = Pattern.compile(",\\s*[}\\]]");

	private final LineParsers parsers = new LineParsers(AnswerReader.MAX_LENGTH);

	@FuzzTest(maxDuration = "10m")
	void cutsChangeNothing(byte[] body) {
		if (COMMA_AT_END.matcher(new String(body, StandardCharsets.ISO_8859_1)).find()) {
			return;
		}
		Result whole = read(body, Math.max(1, body.length));
		for (int size : new int[] { 1, 2, 7 }) {
			Result cut = read(body, size);
			assertThat(cut.chunks()).as("packets of %d bytes", size).isEqualTo(whole.chunks());
			assertThat(kind(cut)).as("packets of %d bytes", size).isEqualTo(kind(whole));
		}
	}

	// what is quoted of a text that is not JSON is what came with the packet
	private static String kind(Result result) {
		return result.failure().split(" ")[0];
	}

	private Result read(byte[] body, int size) {
		AnswerReader reader = new AnswerReader(this.parsers);
		for (int i = 0; i < body.length; i += size) {
			reader.feed(Arrays.copyOfRange(body, i, Math.min(body.length, i + size)));
		}
		return reader.end();
	}

}
