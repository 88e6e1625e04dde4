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

/**
 * Checks that packets, cut anywhere, are well-formed UTF-8. Jackson's parser silently
 * reads overlong forms, surrogates, and what is beyond the last character.
 *
 * @see <a href=
 * "https://www.unicode.org/versions/Unicode16.0.0/core-spec/chapter-3/#G27506">Unicode,
 * table 3-7</a>
 */
final class Utf8Validator {

	private static final int LOWEST = 0x80;

	private static final int HIGHEST = 0xbf;

	// of the present character
	private int missing;

	// what the next byte may be
	private int low = LOWEST;

	private int high = HIGHEST;

	/**
	 * Check the next bytes.
	 * @return where the first byte is that is not valid, or the end
	 */
	int validate(byte[] bytes, int start, int end) {
		int i = start;
		while (i < end) {
			int next = bytes[i] & 0xff;
			if (this.missing > 0) {
				if (next < this.low || next > this.high) {
					return i;
				}
				this.low = LOWEST;
				this.high = HIGHEST;
				this.missing--;
			}
			else if (next >= LOWEST && !begin(next)) {
				return i;
			}
			i++;
		}
		return end;
	}

	private boolean begin(int first) {
		if (first < 0xc2 || first > 0xf4) {
			return false;
		}
		this.missing = (first < 0xe0) ? 1 : (first < 0xf0) ? 2 : 3;
		switch (first) {
			case 0xe0 -> this.low = 0xa0;
			case 0xed -> this.high = 0x9f;
			case 0xf0 -> this.low = 0x90;
			case 0xf4 -> this.high = 0x8f;
			default -> {
			}
		}
		return true;
	}

}
