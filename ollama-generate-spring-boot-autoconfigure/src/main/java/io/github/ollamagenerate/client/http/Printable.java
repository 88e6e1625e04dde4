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

package io.github.ollamagenerate.client.http;

import java.util.regex.Pattern;

/**
 * Text of others in a form that keeps to its place in a message or a line of a log.
 */
public final class Printable {

	// line ends and what else changes how the text around it looks
	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

	private static final int MAX_NAME = 200;

	private Printable() {
	}

	/**
	 * Return a name that may come from outside, such as that of a model.
	 * @param name the name
	 */
	public static String name(String name) {
		return of(name, MAX_NAME);
	}

	/**
	 * Return a text with each character escaped that is not printable.
	 * @param text the text
	 * @param maxLength the most characters, after which it is cut
	 */
	static String of(String text, int maxLength) {
		String start = (text.length() <= maxLength) ? text : text.substring(0, maxLength) + "...";
		return UNPRINTABLE.matcher(start).replaceAll((match) -> "\\\\" + escape(match.group().codePointAt(0)));
	}

	private static String escape(int character) {
		return switch (character) {
			case '\n' -> "n";
			case '\r' -> "r";
			case '\t' -> "t";
			default -> String.format("u%04x", character);
		};
	}

}
