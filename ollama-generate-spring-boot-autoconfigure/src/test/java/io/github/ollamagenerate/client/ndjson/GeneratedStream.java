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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * A stream of lines that was made up at random, and what is in it.
 *
 * @param bytes the lines
 * @param texts the texts of its chunks
 * @param ending how it ends
 */
record GeneratedStream(byte[] bytes, List<String> texts, Ending ending) {

	private static final List<String> SEPARATORS = List.of("\n", "\n", "\n", "\r\n", "\n\n", "\r\n\r\n", " \n\t", "");

	private static final List<String> PIECES = List.of("a", " the", "\u00fc", "\u00df", "\u6f22\u5b57", "\ud83d\ude80",
			"\ud83d\udc69\u200d\ud83d\udcbb", "\"", "\\", "/", "\n", "\r\n", "\t", "\b", "\f", "\u0000", "\u001f",
			"\u2028", "<b>", "{\"a\":[", "}]", "\ufeff");

	static GeneratedStream of(Random random) {
		StringBuilder lines = new StringBuilder();
		List<String> texts = new ArrayList<>();
		int chunks = random.nextInt(12);
		for (int i = 0; i < chunks; i++) {
			texts.add(text(random));
			lines.append(line(texts.get(i), ",\"done\":false", random)).append(pick(SEPARATORS, random));
		}
		Ending ending = Ending.values()[random.nextInt(Ending.values().length)];
		if (ending == Ending.DONE) {
			texts.add("");
		}
		lines.append(ending.line.apply(random.nextInt()));
		if (random.nextBoolean()) {
			lines.append(pick(SEPARATORS, random));
		}
		return new GeneratedStream(lines.toString().getBytes(StandardCharsets.UTF_8), texts, ending);
	}

	private static String text(Random random) {
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(6); i >= 0; i--) {
			text.append(pick(PIECES, random));
		}
		return text.toString();
	}

	private static String line(String text, String end, Random random) {
		StringBuilder line = new StringBuilder("{\"model\":\"m\"");
		if (random.nextInt(4) == 0) {
			line.append(", \"unknown\" : {\"response\":[\"not\",{\"done\":true}],\"x\":-1.5e3} ");
		}
		line.append(",\"response\":\"");
		text.chars().forEach((c) -> line.append(escape((char) c, random)));
		return line.append('"').append(end).append('}').toString();
	}

	private static String escape(char c, Random random) {
		// half of a pair is escaped with the other half, or not at all
		boolean escaped = c < ' ' || c == '"' || c == '\\' || (!Character.isSurrogate(c) && random.nextInt(4) == 0);
		if (!escaped) {
			return String.valueOf(c);
		}
		int known = "\"\\/\b\f\n\r\t".indexOf(c);
		return (known >= 0 && random.nextBoolean()) ? "\\" + "\"\\/bfnrt".charAt(known)
				: String.format("\\u%04x", (int) c);
	}

	private static String pick(List<String> values, Random random) {
		return values.get(random.nextInt(values.size()));
	}

	/**
	 * How a stream ends.
	 */
	enum Ending {

		DONE((number) -> "{\"model\":\"m\",\"response\":\"\",\"done\":true,\"done_reason\":\"stop\",\"eval_count\":"
				+ number + ",\"context\":[1,22,333]}"),

		ERROR((number) -> "{\"error\":\"error \\u00fc\u00fc " + number + "\"}"),

		NO_JSON((number) -> "upstream failed: " + number),

		NOTHING((number) -> "");

		private final IntFunction<String> line;

		Ending(IntFunction<String> line) {
			this.line = line;
		}

	}

}
