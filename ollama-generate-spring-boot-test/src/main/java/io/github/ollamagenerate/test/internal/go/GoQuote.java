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

package io.github.ollamagenerate.test.internal.go;

/**
 * Quotes texts for error messages as Go does.
 */
public final class GoQuote {

	private GoQuote() {
	}

	/** As {@code strconv.Quote}, which is what {@code %q} prints. */
	public static String text(String text) {
		StringBuilder out = new StringBuilder(text.length() + 2).append('"');
		text.codePoints().forEach((c) -> {
			switch (c) {
				case '"' -> out.append("\\\"");
				case '\\' -> out.append("\\\\");
				default -> append(out, c);
			}
		});
		return out.append('"').toString();
	}

	private static void append(StringBuilder out, int c) {
		switch (c) {
			case 0x07 -> out.append("\\a");
			case '\b' -> out.append("\\b");
			case '\f' -> out.append("\\f");
			case '\n' -> out.append("\\n");
			case '\r' -> out.append("\\r");
			case '\t' -> out.append("\\t");
			case 0x0B -> out.append("\\v");
			default -> {
				if (isPrintable(c)) {
					out.appendCodePoint(c);
				}
				else {
					out.append(String.format((c < ' ' || c == 0x7F) ? "\\x%02x" : (c < 0x10000) ? "\\u%04x" : "\\U%08x",
							c));
				}
			}
		}
	}

	private static boolean isPrintable(int c) {
		return switch (Character.getType(c)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				false;
			case Character.SPACE_SEPARATOR -> c == ' ';
			default -> true;
		};
	}

}
