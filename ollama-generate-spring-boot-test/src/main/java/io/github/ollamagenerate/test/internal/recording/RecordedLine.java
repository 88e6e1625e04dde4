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

import java.time.Duration;
import java.util.Arrays;

/**
 * A line of a response.
 *
 * @param pause the time since the line before, or since the head of the response
 * @param bytes the line with its line end, which only the last line can lack
 */
public record RecordedLine(Duration pause, byte[] bytes) {

	private static final byte LINE_END = '\n';

	static RecordedLine of(Duration pause, byte[] content, boolean lineEnd) {
		byte[] bytes = Arrays.copyOf(content, content.length + (lineEnd ? 1 : 0));
		if (lineEnd) {
			bytes[content.length] = LINE_END;
		}
		return new RecordedLine(pause, bytes);
	}

	boolean hasLineEnd() {
		return this.bytes.length > 0 && this.bytes[this.bytes.length - 1] == LINE_END;
	}

	/** The bytes without the line end. */
	byte[] content() {
		return Arrays.copyOf(this.bytes, this.bytes.length - (hasLineEnd() ? 1 : 0));
	}

	RecordedLine withContent(byte[] content) {
		return of(this.pause, content, hasLineEnd());
	}

}
