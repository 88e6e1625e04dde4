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

/**
 * Texts that go over the wire.
 */
public final class Wire {

	public static final String EARLY_HINTS = "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n";

	private Wire() {
	}

	/**
	 * The lines of an answer.
	 */
	public static String lines(String text) {
		return "{\"model\":\"m\",\"created_at\":\"2026-11-25T00:06:59Z\",\"response\":\"" + text
				+ "\",\"done\":false}\n{\"model\":\"m\",\"response\":\"\",\"done\":true,\"done_reason\":\"stop\"}\n";
	}

	/**
	 * A chunked response whose answer has this text.
	 */
	public static String response(String text) {
		return chunked("", lines(text));
	}

	/**
	 * A chunked response.
	 * @param headers further headers, each with its line end
	 */
	public static String chunked(String headers, String body) {
		return "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n" + headers
				+ "\r\n" + chunk(body) + "0\r\n\r\n";
	}

	/**
	 * A response with a length.
	 */
	public static String fixed(String headers, String body) {
		return "HTTP/1.1 200 OK\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n" + headers
				+ "\r\n" + body;
	}

	public static String chunk(String body) {
		return Integer.toHexString(body.getBytes(StandardCharsets.ISO_8859_1).length) + "\r\n" + body + "\r\n";
	}

}
