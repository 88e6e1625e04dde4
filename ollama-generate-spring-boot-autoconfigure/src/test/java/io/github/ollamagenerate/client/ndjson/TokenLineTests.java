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

import java.io.ByteArrayOutputStream;
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
 * Tests for {@link TokenLine}: what it takes is what the parser would have read.
 */
class TokenLineTests {

	private static final String TOKEN = """
			{"model":"m:1b","created_at":"2026-11-25T00:06:59.052755316Z","response":" sky~","done":false}
			""";

	private static final String THINKING = """
			{"model":"m:1b","created_at":"2026-11-25T00:06:59.13389043Z","response":"","thinking":"Hm,","done":false}
			""";

	private static final String UNICODE = """
			{"model":"m:1b","created_at":"2026-11-25T00:06:59.13389043Z","response":"\u00fc\u6f22\ud83d\ude80","done":false}
			""";

	private static final String LAST = """
			{"model":"m:1b","created_at":"2026-11-25T00:07:00Z","response":"","done":true,"done_reason":"stop"}
			""";

	private final ResponseFields fields = new ResponseFields();

	@ParameterizedTest
	@ValueSource(strings = { TOKEN, THINKING, UNICODE })
	void lineOfATokenIsTaken(String line) {
		assertThat(take(line)).isEqualTo(line.getBytes(StandardCharsets.UTF_8).length);
		assertThat(read(latin1(line))).isEqualTo(new Result(List.of(this.fields.toResponse()), "TRUNCATED"));
	}

	@ParameterizedTest
	@ValueSource(strings = {
			// another model, an escape, a character that may be no UTF-8, the end
			"""
					{"model":"m","created_at":"2026","response":" sky","done":false}
					""", """
					{"model":"m:1b","created_at":"2026","response":"\\n","done":false}
					""", """
					{"model":"m:1b","created_at":"2026","response":"\ufffd","done":false}
					""", LAST,
			// an incomplete one
			"""
					{"model":"m:1b","created_at":"2026","response":" sky","done":false}""", "{", "\n" })
	void anyOtherLineIsLeft(String line) {
		assertThat(take(line)).isEqualTo(-1);
	}

	@Test
	void modelWithANameThatJsonEscapesIsLeft() {
		byte[] line = TOKEN.replace("m:1b", "m\",\"x\":\"y").getBytes(StandardCharsets.UTF_8);
		assertThat(new TokenLine().read(line, 0, line.length, "m\",\"x\":\"y", this.fields)).isEqualTo(-1);
	}

	@ParameterizedTest
	@ValueSource(strings = { TOKEN, THINKING, UNICODE })
	void lineThatDiffersAnywhereReadsAsTheParserReadsIt(String line) {
		byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
		for (int position = 0; position < bytes.length; position++) {
			same(bytes, position, position + 1, new byte[0]);
			for (int value : new int[] { '"', '\\', '\n', '\r', '}', '{', ',', ' ', 'x', '0', 0, 0x7f, 0x80, 0xc3 }) {
				same(bytes, position, position + 1, new byte[] { (byte) value });
				same(bytes, position, position, new byte[] { (byte) value });
			}
		}
	}

	@Test
	void linesOfBothKindsMayShareAPacket() {
		String answer = TOKEN + THINKING + TOKEN.replace("sky", "\\u003c") + TOKEN + LAST;
		Result result = read(answer);
		assertThat(result.failure()).isEmpty();
		assertThat(result.chunks()).extracting(GenerateResponse::response)
			.containsExactly(" sky~", "", " <~", " sky~", "");
	}

	// after a space the whole packet is the parser's
	private static void same(byte[] line, int from, int to, byte[] instead) {
		ByteArrayOutputStream changed = new ByteArrayOutputStream();
		changed.writeBytes(TOKEN.getBytes(StandardCharsets.UTF_8));
		changed.write(line, 0, from);
		changed.writeBytes(instead);
		changed.write(line, to, line.length - to);
		changed.writeBytes(LAST.getBytes(StandardCharsets.UTF_8));
		String text = changed.toString(StandardCharsets.ISO_8859_1);
		assertThat(read(text)).as("%d to %d: %s", from, to, Arrays.toString(instead)).isEqualTo(read(" " + text));
	}

	private static String latin1(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	private int take(String line) {
		byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
		this.fields.reset("m:1b");
		return new TokenLine().read(bytes, 0, bytes.length, "m:1b", this.fields);
	}

	private static Result read(String latin1) {
		return new AnswerReader(new LineParsers(AnswerReader.MAX_LENGTH), new ExpectedAnswer("m:1b", true, false))
			.feed(latin1.getBytes(StandardCharsets.ISO_8859_1))
			.end();
	}

}
