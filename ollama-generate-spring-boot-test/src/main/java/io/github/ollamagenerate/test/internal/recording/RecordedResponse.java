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

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a server has answered.
 *
 * @param status the HTTP status code
 * @param headers the headers in order
 * @param delay the time between the request and the head of the response
 * @param lines the lines of the body
 * @param cut whether the connection was closed before the end of the body
 */
public record RecordedResponse(int status, List<Map.Entry<String, String>> headers, Duration delay,
		List<RecordedLine> lines, boolean cut) {

	private static final int NO_CONTENT = 204;

	private static final int NOT_MODIFIED = 304;

	/** Whether the body was sent without its length. */
	boolean isChunked() {
		return this.headers.stream()
			.anyMatch((header) -> header.getKey().equalsIgnoreCase("Transfer-Encoding")
					&& header.getValue().equalsIgnoreCase("chunked"));
	}

	/** Whether HTTP does not allow a body. */
	boolean isWithoutBody(String method) {
		return method.equals("HEAD") || this.status == NO_CONTENT || this.status == NOT_MODIFIED;
	}

	public byte[] body() {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		this.lines.forEach((line) -> body.writeBytes(line.bytes()));
		return body.toByteArray();
	}

	RecordedResponse withLines(List<RecordedLine> newLines) {
		return new RecordedResponse(this.status, this.headers, this.delay, newLines, this.cut);
	}

}
