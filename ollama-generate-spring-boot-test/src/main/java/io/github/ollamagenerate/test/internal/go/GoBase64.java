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

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Checks base64 text as Go's {@code base64.StdEncoding} does: padding is required, line
 * ends are skipped.
 */
final class GoBase64 {

	private static final Pattern DIGITS = Pattern.compile("[A-Za-z0-9+/\\r\\n]*+");

	private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n]*+");

	private GoBase64() {
	}

	/** Return what Go says of the text, or null if it is base64. */
	static @Nullable String error(String text) {
		int corrupt = corrupt(text);
		return (corrupt < 0) ? null : "illegal base64 data at input byte " + corrupt;
	}

	/** Return where Go stops, which is not always where the fault is. */
	private static int corrupt(String text) {
		int length = text.length();
		int end = skip(DIGITS, text, 0);
		int digits = (int) text.chars().limit(end).filter((c) -> c != '\r' && c != '\n').count() % 4;
		if (end == length) {
			return (digits == 0) ? -1 : end - digits;
		}
		if (text.charAt(end) != '=' || digits < 2) {
			return end;
		}
		int next = skip(LINE_ENDS, text, end + 1);
		if (digits == 2) {
			if (next == length) {
				return next;
			}
			if (text.charAt(next) != '=') {
				return next - 1;
			}
			next = skip(LINE_ENDS, text, next + 1);
		}
		return (next < length) ? next : -1;
	}

	private static int skip(Pattern pattern, String text, int start) {
		Matcher matcher = pattern.matcher(text).region(start, text.length());
		matcher.lookingAt();
		return matcher.end();
	}

}
