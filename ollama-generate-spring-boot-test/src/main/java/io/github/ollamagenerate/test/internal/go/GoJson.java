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

import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as Go's encoder does: compact, keys in the given order, and with the HTML
 * characters escaped.
 */
public final class GoJson {

	private static final char[] HEX = "0123456789abcdef".toCharArray();

	private GoJson() {
	}

	public static String text(Object value) {
		StringBuilder out = new StringBuilder(256);
		write(out, value);
		return out.toString();
	}

	private static void write(StringBuilder out, @Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			out.append('{');
			for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator(); entries.hasNext();) {
				Map.Entry<?, ?> entry = entries.next();
				quote(out, entry.getKey().toString());
				out.append(':');
				write(out, entry.getValue());
				out.append(entries.hasNext() ? "," : "");
			}
			out.append('}');
		}
		else if (value instanceof List<?> list) {
			out.append('[');
			for (Iterator<?> elements = list.iterator(); elements.hasNext();) {
				write(out, elements.next());
				out.append(elements.hasNext() ? "," : "");
			}
			out.append(']');
		}
		else if (value == null || value instanceof Number || value instanceof Boolean) {
			out.append(value);
		}
		else {
			quote(out, value.toString());
		}
	}

	public static void quote(StringBuilder out, String text) {
		out.append('"');
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			switch (c) {
				case '"' -> out.append("\\\"");
				case '\\' -> out.append("\\\\");
				case '\n' -> out.append("\\n");
				case '\r' -> out.append("\\r");
				case '\t' -> out.append("\\t");
				case '\b' -> out.append("\\b");
				case '\f' -> out.append("\\f");
				case '<', '>', '&', '\u2028', '\u2029' -> escape(out, c);
				default -> {
					if (c < ' ') {
						escape(out, c);
					}
					else {
						out.append(c);
					}
				}
			}
		}
		out.append('"');
	}

	private static void escape(StringBuilder out, char c) {
		out.append("\\u");
		for (int shift = 12; shift >= 0; shift -= 4) {
			out.append(HEX[(c >> shift) & 0xF]);
		}
	}

}
