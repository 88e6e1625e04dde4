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

package io.github.ollamagenerate.test.internal.recording;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON without white space between its tokens. A recording holds such a line as JSON, so
 * that people can read it, and its bytes survive an editor that formats the file.
 */
final class CompactJson {

	static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private CompactJson() {
	}

	/** Whether a text is an object or a list without white space between its tokens. */
	static boolean isCompact(String text) {
		if (!text.startsWith("{") && !text.startsWith("[")) {
			return false;
		}
		return parse(text) != null && strip(text).equals(text);
	}

	/** Return the value, or null if the text is not JSON that Java can hold. */
	static @Nullable JsonNode parse(String text) {
		try {
			return MAPPER.readTree(text);
		}
		catch (JacksonException | NumberFormatException ex) {
			// the latter for an exponent that is too large
			return null;
		}
	}

	/** Remove white space between tokens. */
	static String strip(String json) {
		StringBuilder stripped = new StringBuilder(json.length());
		boolean quoted = false;
		for (int i = 0; i < json.length(); i++) {
			char c = json.charAt(i);
			if (quoted && c == '\\') {
				stripped.append(c).append(json.charAt(++i));
				continue;
			}
			if (c == '"') {
				quoted = !quoted;
			}
			if (quoted || " \t\r\n".indexOf(c) == -1) {
				stripped.append(c);
			}
		}
		return stripped.toString();
	}

}
