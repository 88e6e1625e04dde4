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

	private static final Pattern PADDING = Pattern.compile("[\\r\\n]*(=[\\r\\n]*){0,2}");

	private GoBase64() {
	}

	/** Return what Go says of the text, or null if it is base64. */
	static @Nullable String error(String text) {
		Matcher digits = DIGITS.matcher(text);
		digits.lookingAt();
		boolean isWhole = text.chars().filter((c) -> c != '\r' && c != '\n').count() % 4 == 0;
		return (isWhole && PADDING.matcher(text.substring(digits.end())).matches()) ? null
				: "illegal base64 data at input byte " + digits.end();
	}

}
