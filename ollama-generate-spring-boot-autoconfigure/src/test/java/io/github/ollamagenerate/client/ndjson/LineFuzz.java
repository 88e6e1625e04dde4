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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/**
 * An answer as an imitation of the endpoint might write it, made up from a seed, and what
 * must be read of it.
 *
 * @param packets the bytes, cut anywhere
 * @param text the text that must arrive, before a failure too
 * @param failure how the failure begins, empty if there must be none
 * @param evalCount the count that must arrive, {@code null} if none was sent
 */
record LineFuzz(List<byte[]> packets, String text, String failure, @Nullable Integer evalCount) {

	/** The maximum number of bytes of a line. */
	static final int MAX_LENGTH = 2000;

	private static final List<String> PIECES = List.of("a", " the", "\u00fc", "\u6f22", "\ud83d\ude00", "\"", "\\",
			"\n", "\r\n", "\u0000", "{\"a\":[", "}]", "\ufeff", "data: ", "done", "\ufffd");

	private static final List<String> SEPARATORS = List.of("\n", "\n", "\n", "\r\n", "\n\n", "\n \n\t", " ", "");

	private static final List<String> UNKNOWN = List.of("\"x\":1", "\"x\":[{\"response\":\"no\"},[],{}]",
			"\"x\":{\"done\":true,\"error\":\"no\"}", "\"usage\":null", "\"x\":-1e400", "\"\":\"\"",
			"\"x\":\"\\ud83d\"", "\"context\":[1,\"x\"]", "\"logprobs\":[{\"token\":\"a\",\"logprob\":-0.5},{}]",
			"\"remote_host\":5", "\"created_at\":1764460800", "\"created_at\":null", "\"error\":\"\"", "\"error\":null",
			"\"error\":false", "\"Error\":\"\"", "\"total_duration\":-1", "\"load_duration\":99999999999999999999999");

	private static final List<String> SHAPES = List.of(
			"{\"message\":{\"role\":\"assistant\",\"content\":\"no\"},\"done\":%s}\n",
			"{\"choices\":[{\"text\":\"no\",\"finish_reason\":\"stop\"}],\"done\":%s}\n",
			"{\"content\":\"no\",\"stop\":true,\"done\":%s}\n", "{\"Message\":\"no\",\"error\":\"\",\"done\":%s}\n");

	static LineFuzz of(long seed) {
		return new Writer(new Random(seed)).write();
	}

	/**
	 * Writes an answer.
	 */
	private static final class Writer {

		private final Random random;

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		private final StringBuilder text = new StringBuilder();

		private boolean answers;

		private @Nullable Integer evalCount;

		Writer(Random random) {
			this.random = random;
		}

		LineFuzz write() {
			if (chance(4)) {
				write("\ufeff");
			}
			write(chance(4) ? "\n\r\n " : "");
			String failure = chance(6) ? strange() : lines();
			return new LineFuzz(cut(this.bytes.toByteArray()), this.text.toString(), failure, this.evalCount);
		}

		// not the lines of this endpoint at all
		private String strange() {
			String line = "{\"response\":\"no\",\"done\":true}";
			switch (this.random.nextInt(4)) {
				case 0 -> {
					String shape = pick(SHAPES);
					for (int i = this.random.nextInt(4); i > 0; i--) {
						write(shape.formatted("false"));
					}
					write(shape.formatted(chance(2) ? "false" : "true"));
					return "NO_ANSWER";
				}
				case 1 -> {
					write(pick(List.of("data:", "data: ", "event: message\ndata: ", ": ping\n\ndata: ", "id: 1\n"))
							+ line + "\n\n");
					return "SERVER_SENT_EVENT";
				}
				case 2 -> {
					write("[" + pick(List.of("", " ", "\n")) + line + "]");
					return "ARRAY";
				}
				default -> {
					write(pick(List.of("<html>no</html>", "upstream failed", "\"no\"", "12\n", "null ", "nul", "{]",
							"{\"response\":\"no\" 1}", "{'response':'no'}", "{\"response\":\"\n\"}", "{response:1}")));
					return "NOT_JSON";
				}
			}
		}

		private String lines() {
			int count = this.random.nextInt(6);
			for (int i = 0; i < count; i++) {
				line(piece(), List.of());
				if (chance(25)) {
					return broken();
				}
			}
			return chance(10) ? end("TRUNCATED") : last();
		}

		private String last() {
			List<String> end = new ArrayList<>(pick(List.of(List.of("\"done\":true", "\"done_reason\":\"stop\""),
					List.of("\"done\":true", "\"done_reason\":\"\""), List.of("\"done\":\"True\""),
					List.of("\"done_reason\":\"length\""), List.of("\"done\":false", "\"done_reason\":\"stop\""),
					List.of("\"done\":null", "\"done_reason\":\"stop\""))));
			if (chance(2)) {
				end.add(count());
			}
			line(chance(2) ? "" : piece(), end);
			if (!this.answers) {
				// the line is not delivered
				this.evalCount = null;
				return "NO_ANSWER";
			}
			if (chance(5)) {
				write("{\"done\":true," + count() + "}\n");
			}
			else if (chance(20)) {
				write("{\"response\":\"no\",\"done\":true}\n");
				return "TEXT_AFTER_END";
			}
			return "";
		}

		private String broken() {
			switch (this.random.nextInt(5)) {
				case 0 -> {
					write("{\"error\":\"failed\"}\n");
					return "ERROR";
				}
				case 1 -> {
					write("{\"" + anyCase("response") + "\":" + pick(List.of("5", "true", "[\"no\"]", "{}", "1.5"))
							+ "}\n");
					return "WRONG_TYPE response";
				}
				case 2 -> {
					write("{\"response\":\"");
					this.bytes.writeBytes(pick(List.of(new byte[] { (byte) 0xc0, (byte) 0x80 },
							new byte[] { (byte) 0xff }, new byte[] { (byte) 0xed, (byte) 0xa0, (byte) 0x80 },
							new byte[] { (byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80 },
							new byte[] { (byte) 0xe6 })));
					write("\"}\n");
					return "NOT_UTF_8";
				}
				case 3 -> {
					write("{\"x\":\"" + "x".repeat(MAX_LENGTH) + "\",\n\"response\":\"no\"}\n");
					return "TOO_LONG";
				}
				default -> {
					write("no JSON\n");
					return "NOT_JSON";
				}
			}
		}

		// what is cut off is not an answer if nothing before it was
		private String end(String failure) {
			return (this.answers || this.bytes.size() == 0
					|| !this.bytes.toString(StandardCharsets.UTF_8).contains("{")) ? failure : "NO_ANSWER";
		}

		private void line(String piece, List<String> end) {
			List<String> fields = new ArrayList<>(end);
			addText(fields, piece);
			if (end.isEmpty() && chance(2)) {
				fields.add(pick(List.of("\"done\":false", "\"Done\":false", "\"done\":\"false\"", "\"done\":null",
						"\"done_reason\":\"\"", "\"done_reason\":null")));
			}
			fields.add(pick(List.of("\"model\":\"m\"", "\"MODEL\":\"other\"", "\"model\":null")));
			if (chance(3)) {
				fields.add(pick(UNKNOWN));
			}
			Collections.shuffle(fields, this.random);
			String comma = pick(List.of(",", " , ", ",\n"));
			write(pick(List.of("{", "{ ", "{\r\n")) + String.join(comma, fields) + "}" + pick(SEPARATORS));
		}

		private void addText(List<String> fields, String piece) {
			if (piece.isEmpty() && chance(2)) {
				return;
			}
			this.answers = true;
			this.text.append(piece);
			String field = "\"" + anyCase("response") + "\":";
			// the last of two fields with the same name counts, as for the server's
			// client
			fields.add((piece.isEmpty() && chance(3)) ? field + "null"
					: (chance(10) ? "\"response\":\"no\"," : "") + field + json(piece, fields.isEmpty()));
			if (chance(6)) {
				fields.add("\"thinking\":" + pick(List.of("\"\"", "\"hm\"", "null")));
			}
		}

		private String count() {
			int count = this.random.nextInt(1000);
			this.evalCount = count;
			return "\"" + anyCase("eval_count") + "\":"
					+ pick(List.of("%d", "%d.0", "%d.00e0", "\"%d\"", "\"%d.0\"")).formatted(count);
		}

		private String piece() {
			StringBuilder piece = new StringBuilder();
			for (int i = this.random.nextInt(4); i > 0; i--) {
				piece.append(pick(PIECES));
			}
			return piece.toString();
		}

		// may end within a character, whose other half then follows in the next line
		private String json(String text, boolean maySplit) {
			StringBuilder json = new StringBuilder("\"");
			for (char c : text.toCharArray()) {
				boolean escaped = c < ' ' || c == '"' || c == '\\';
				json.append(escaped ? String.format("\\u%04x", (int) c) : String.valueOf(c));
			}
			String line = json.append('"').toString();
			if (!maySplit || !text.endsWith("\ude00") || chance(2)) {
				return line;
			}
			String field = "\"response\":";
			return line.substring(0, line.length() - 3) + "\\ud83d\"}\n{" + field + "\"\\ude00\"";
		}

		private String anyCase(String name) {
			return pick(List.of(name, name, name.toUpperCase(Locale.ROOT),
					name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)));
		}

		private void write(String text) {
			this.bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
		}

		private boolean chance(int of) {
			return this.random.nextInt(of) == 0;
		}

		private <T> T pick(List<T> values) {
			return values.get(this.random.nextInt(values.size()));
		}

		private List<byte[]> cut(byte[] all) {
			int longest = 1 + this.random.nextInt(chance(2) ? 8 : 400);
			List<byte[]> packets = new ArrayList<>();
			for (int start = 0; start < all.length;) {
				int end = Math.min(all.length, start + 1 + this.random.nextInt(longest));
				packets.add(Arrays.copyOfRange(all, start, end));
				start = end;
			}
			return packets;
		}

	}

}
