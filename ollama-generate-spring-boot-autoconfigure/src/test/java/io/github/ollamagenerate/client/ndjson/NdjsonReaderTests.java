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
import java.util.Locale;
import java.util.Map;

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

	private static String readCut(String text, int cut) {
		Result result = new AnswerReader(new LineParsers(200)).feed(text.substring(0, cut))
			.feed(text.substring(cut))
			.end();
		return result.chunks().size() + " " + result.failure();
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
