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

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Checks base64 text as Go's {@code base64.StdEncoding} does: padding is required, line
 * ends are skipped.
 */
final class GoBase64 {

	private final byte[] text;

	private int position;

	private GoBase64(String text) {
		this.text = text.getBytes(StandardCharsets.UTF_8);
	}

	/** Return what Go says of the text, or null if it is base64. */
	static @Nullable String error(String text) {
		int corrupt = new GoBase64(text).corruptByte();
		return (corrupt >= 0) ? "illegal base64 data at input byte " + corrupt : null;
	}

	private int corruptByte() {
		while (true) {
			for (int digits = 0; digits < 4; digits++) {
				skipLineEnds();
				if (atEnd()) {
					return (digits == 0) ? -1 : this.position - digits;
				}
				byte next = this.text[this.position];
				if (next == '=') {
					return corruptPadding(digits);
				}
				if (!isDigit(next)) {
					return this.position;
				}
				this.position++;
			}
		}
	}

	private int corruptPadding(int digits) {
		if (digits < 2) {
			return this.position;
		}
		this.position++;
		skipLineEnds();
		if (digits == 2) {
			if (atEnd() || this.text[this.position] != '=') {
				return atEnd() ? this.text.length : this.position - 1;
			}
			this.position++;
			skipLineEnds();
		}
		return atEnd() ? -1 : this.position;
	}

	private void skipLineEnds() {
		while (!atEnd() && (this.text[this.position] == '\n' || this.text[this.position] == '\r')) {
			this.position++;
		}
	}

	private boolean atEnd() {
		return this.position >= this.text.length;
	}

	private static boolean isDigit(byte b) {
		return (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '+' || b == '/';
	}

}
