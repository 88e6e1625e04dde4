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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;
import org.springframework.web.util.UriUtils;

/**
 * Recognizes the contents of a request, or of an answer, in the text of a server, however
 * they are escaped there.
 */
final class RequestEcho {

	// a shorter text says nothing, and is a part of other words
	private static final int MIN_LENGTH = 6;

	// a sequence of words that two texts do not share by chance
	private static final int BLOCK = 16;

	// an echo of an image starts with its first bytes
	private static final int IMAGE_START = 1000;

	private static final Pattern UNICODE_ESCAPE = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");

	// line ends and tabs, as JSON has them
	private static final Pattern SPACE_ESCAPE = Pattern.compile("\\\\[nrt]");

	private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");

	// longer than a digest
	private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{150}");

	private RequestEcho() {
	}

	/**
	 * Return whether a text repeats a part of a request, or of what had arrived.
	 */
	static boolean isIn(String text, @Nullable GenerateRequest request, @Nullable GenerateResponse partial) {
		if (BASE64.matcher(text).find()) {
			return true;
		}
		String unescaped = UNICODE_ESCAPE.matcher(text)
			.replaceAll((escape) -> Character.toString(Integer.parseInt(escape.group(1), 16)).replace("\\", "\\\\"));
		List<String> forms = Stream.of(unescaped, SPACE_ESCAPE.matcher(unescaped).replaceAll(" "), decode(unescaped))
			.map(RequestEcho::letters)
			.distinct()
			.toList();
		return contents(request, partial).map(RequestEcho::letters)
			.anyMatch((content) -> forms.stream().anyMatch((form) -> isIn(form, content)));
	}

	private static Stream<String> contents(@Nullable GenerateRequest request, @Nullable GenerateResponse partial) {
		Stream<@Nullable String> texts = (request != null)
				? Stream.of(request.prompt(), request.system(), request.suffix(), request.template()) : Stream.empty();
		Stream<String> images = (request != null)
				? request.images().stream().map((image) -> image.substring(0, Math.min(image.length(), IMAGE_START)))
				: Stream.empty();
		Stream<@Nullable String> answer = (partial != null) ? Stream.of(partial.response(), partial.thinking())
				: Stream.empty();
		return Stream.concat(Stream.concat(texts, answer).filter(StringUtils::hasLength), images);
	}

	private static boolean isIn(String text, String content) {
		if (content.length() < MIN_LENGTH) {
			return false;
		}
		String start = content.substring(0, Math.min(content.length(), BLOCK));
		if (text.contains(start) || endsWithin(text, start)) {
			return true;
		}
		for (int i = 0; i + BLOCK <= text.length(); i += BLOCK) {
			if (content.contains(text.substring(i, i + BLOCK))) {
				return true;
			}
		}
		return false;
	}

	// a text that was cut ends with the beginning of what it repeats
	private static boolean endsWithin(String text, String start) {
		for (int length = MIN_LENGTH; length < start.length(); length++) {
			if (text.endsWith(start.substring(0, length))) {
				return true;
			}
		}
		return false;
	}

	private static String letters(String text) {
		return NO_LETTER.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
	}

	private static String decode(String text) {
		try {
			return UriUtils.decode(text.replace('+', ' '), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

}
