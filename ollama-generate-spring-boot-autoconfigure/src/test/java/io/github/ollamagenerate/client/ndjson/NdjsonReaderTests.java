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
import java.util.List;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.client.ndjson.AnswerReader.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NdjsonReader}: packets cut anywhere.
 */
class NdjsonReaderTests {

	private static final String STREAM = """
			{"model":"m","created_at":"2026-11-25T00:06:59.052755316Z","response":"Gr\u00fc\u00dfe \\u003cb\\u003e","done":false}
			{"model":"m","created_at":"2026-11-25T00:06:59.13389043Z","response":"\ud83d\ude80 \\ud83d\\ude80 \\"\\\\ \\n","thinking":"\u6f22\u5b57","done":false}
			{"model":"other","response":"","done":false,"logprobs":[{"token":"\u00e9","logprob":-0.25,"bytes":[195,169],"top_logprobs":[]}]}
			{"model":"m","response":"","done":true,"done_reason":"stop","context":[1,2,3],"total_duration":693145447,"eval_count":12,"x":null,"y":{"z":[{}]}}
			""";

	private static final List<GenerateResponse> WHOLE = read(STREAM.getBytes(StandardCharsets.UTF_8),
			Integer.MAX_VALUE);

	@Test
	void wholeStreamIsRead() {
		assertThat(WHOLE).hasSize(4);
		assertThat(WHOLE.get(0).response()).isEqualTo("Gr\u00fc\u00dfe <b>");
		assertThat(WHOLE.get(1).response()).isEqualTo("\ud83d\ude80 \ud83d\ude80 \"\\ \n");
		assertThat(WHOLE.get(1).thinking()).isEqualTo("\u6f22\u5b57");
		assertThat(WHOLE.get(2).model()).isEqualTo("other");
		assertThat(WHOLE.get(3).metrics().evalCount()).isEqualTo(12);
		assertThat(WHOLE.get(3).additionalFields()).containsOnlyKeys("y");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 5, 7, 64, 1000 })
	void packetsOfAnySizeGiveTheSame(int size) {
		assertThat(read(STREAM.getBytes(StandardCharsets.UTF_8), size)).isEqualTo(WHOLE);
	}

	@Test
	void oneCutAtEachPositionGivesTheSame() {
		byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
		for (int cut = 1; cut < bytes.length; cut++) {
			byte[] first = Arrays.copyOf(bytes, cut);
			byte[] second = Arrays.copyOfRange(bytes, cut, bytes.length);
			assertThat(AnswerReader.read(first, second)).as("cut at %d", cut).isEqualTo(new Result(WHOLE, ""));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\r\n", "\n\n", "\r\n\r\n  ", "", " " })
	void linesMayEndInAnyWay(String separator) {
		String joined = String.join(separator, STREAM.split("\n"));
		assertThat(read(joined.getBytes(StandardCharsets.UTF_8), 10)).isEqualTo(WHOLE);
	}

	@Test
	void modelTextIsSharedFromLineToLine() {
		assertThat(WHOLE.get(1).model()).isSameAs(WHOLE.get(0).model());
	}

	@Test
	void quoteOfALineThatIsNotJsonJoinsItsPackets() {
		assertThat(new AnswerReader().feed("\n   \t").feed("  upstream ").feed("timed out\n").end().failure())
			.isEqualTo("NOT_JSON upstream timed out");
	}

	@Test
	void lineThatIsNotJsonIsNotQuotedAfterALineThatIs() {
		assertThat(AnswerReader.read(STREAM.split("\n", 2)[0] + "\nupstream timed out\n").failure())
			.isEqualTo("NOT_JSON");
	}

	private static List<GenerateResponse> read(byte[] bytes, int packetSize) {
		AnswerReader reader = new AnswerReader();
		for (int start = 0; start < bytes.length; start += Math.min(packetSize, bytes.length)) {
			reader.feed(Arrays.copyOfRange(bytes, start, (int) Math.min(bytes.length, (long) start + packetSize)));
		}
		Result result = reader.end();
		assertThat(result.failure()).isEmpty();
		return result.chunks();
	}

}
