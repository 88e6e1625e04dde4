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

package io.github.ollamagenerate.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import io.github.ollamagenerate.GenerateTimeoutException;
import io.github.ollamagenerate.UnreadableResponseException;
import io.github.ollamagenerate.test.MockAnswer;

/**
 * Rows of the fault matrix: answers as imitations of the endpoint write them.
 */
final class AnswerFaults {

	private static final String TOKEN = "{\"model\":\"m\",\"response\":\"canary-a\",\"done\":false}";

	private static final String DONE = "{\"model\":\"m\",\"response\":\"\",\"done\":true,\"done_reason\":\"stop\"}";

	private static final String COUNTS = "\"total_duration\":7000000000,\"eval_count\":7,\"eval_duration\":5000000000";

	private static final int MAX_LINE = 8 * 1024 * 1024;

	private AnswerFaults() {
	}

	static List<Fault> all() {
		return List.of(unreadable("answer in the shape of `/api/chat`",
				"no line with the field 'response' or 'thinking'",
				MockAnswer.lines(
						"{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"canary\"},\"done\":false}",
						"{\"model\":\"m\",\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\"}")),
				unreadable("answer in the shape of another API, without `done`",
						"no line with the field 'response' or 'thinking'",
						MockAnswer.lines("{\"choices\":[{\"text\":\"canary\",\"finish_reason\":\"stop\"}]}")),
				unreadable("answer as server-sent events", "server-sent events instead of one JSON object per line",
						MockAnswer.lines("data: " + TOKEN, "", "data: " + DONE, "")),
				unreadable("answer as a JSON array", "a JSON array instead of one JSON object per line",
						MockAnswer.lines("[" + TOKEN + ",", DONE + "]")),
				unreadable("bytes that are not UTF-8", "a line that is not valid UTF-8",
						MockAnswer.bytes(utf8(TOKEN + "\n{\"response\":\""), new byte[] { (byte) 0xc0, (byte) 0x80 },
								utf8("\"}\n" + DONE + "\n")))
					.text("canary-a"),
				unreadable("object over the limit, spread over many lines", "Raise ollama.max-in-memory-size",
						MockAnswer.bytes(objectOfManyLines()))
					.text("canary-a"),
				read("line that ends within a character", "canary-\ud83d\ude00",
						"{\"model\":\"m\",\"response\":\"canary-\\ud83d\",\"done\":false}",
						"{\"model\":\"m\",\"response\":\"\\ude00\",\"done\":false}", DONE),
				read("`done_reason` that is empty on each line", "canary-acanary-a",
						TOKEN.replace("}", ",\"done_reason\":\"\"}"), TOKEN.replace("}", ",\"done_reason\":\"\"}"),
						DONE),
				read("`error` that is empty on each line", "canary-acanary-a", TOKEN.replace("}", ",\"error\":\"\"}"),
						TOKEN.replace("}", ",\"error\":null}"), DONE.replace("}", ",\"error\":\"\"}")),
				read("counts in a line after the end", "canary-a", TOKEN, DONE,
						"{\"model\":\"m\",\"response\":\"\",\"done\":true," + COUNTS + "}"),
				read("counts after a line with `done_reason` and without `done`", "canary-a", TOKEN,
						DONE.replace("true", "false"), DONE.replace("}", "," + COUNTS + "}")),
				read("numbers of another JSON form", "canary-a", TOKEN,
						DONE.replace("}", ",\"eval_count\":7.0,\"eval_duration\":5.0e9,\"load_duration\":\"3\"}")),
				read("numbers that cannot be", "canary-a", TOKEN,
						DONE.replace("}", ",\"eval_count\":-7,\"eval_duration\":1e999,\"load_duration\":[]}")),
				read("names of fields in another case", "canary-a", TOKEN.replace("response", "Response"),
						DONE.replace("done", "Done")),
				Fault
					.of("byte order mark before the first line",
							MockAnswer.bytes(utf8("\ufeff" + TOKEN + "\n" + DONE + "\n")))
					.text("canary-a"),
				heartbeat("blank lines before the first chunk", "")
					.timeouts((timeouts) -> timeouts.firstChunk(Duration.ofMillis(150)))
					.fails(GenerateTimeoutException.class, "timeout", "raise ollama.generate.timeout.first-chunk"),
				heartbeat("blank lines between chunks", TOKEN)
					.timeouts((timeouts) -> timeouts.idle(Duration.ofMillis(150)))
					.fails(GenerateTimeoutException.class, "timeout", "raise ollama.generate.timeout.idle")
					.text("canary-a"));
	}

	private static Fault read(String name, String text, String... lines) {
		return Fault.of(name, MockAnswer.lines(lines)).text(text);
	}

	private static Fault unreadable(String name, String says, MockAnswer answer) {
		return Fault.of(name, answer).fails(UnreadableResponseException.class, "decode", says).server(200, null);
	}

	private static Fault heartbeat(String name, String first) {
		byte[][] packets = new byte[20][];
		Arrays.fill(packets, utf8("\n"));
		packets[0] = utf8(first + "\n");
		packets[packets.length - 1] = utf8(TOKEN + "\n" + DONE + "\n");
		return Fault.of(name, MockAnswer.bytes(packets).pause(Duration.ofMillis(30)));
	}

	// a whole line before it, in the same packet
	private static byte[] objectOfManyLines() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes(utf8(TOKEN + "\n{\"response\":\"canary-b\""));
		byte[] line = utf8(",\n\"x\":\"" + "x".repeat(1024 * 1024) + "\"");
		while (bytes.size() <= MAX_LINE) {
			bytes.writeBytes(line);
		}
		return bytes.toByteArray();
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
