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

package io.github.ollamagenerate.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A response as it is on the wire: head, boundaries of its chunks, and how it ends.
 *
 * @param head status line and headers, without the date
 * @param chunks the HTTP chunks, or the body with a length as one
 * @param cut whether the connection was closed before the end
 */
record WireExchange(List<String> head, List<String> chunks, boolean cut) {

	static WireExchange of(MockOllamaServer server, String request, String body, String... headers) throws IOException {
		List<String> all = new ArrayList<>(List.of(headers));
		all.add("Host: 127.0.0.1");
		try (RawClient client = RawClient.send(server, request, body, all.toArray(String[]::new))) {
			List<String> head = client.head()
				.stream()
				.map((line) -> line.contains(": ") ? line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT)
						+ line.substring(line.indexOf(':')) : line)
				.filter((line) -> !line.startsWith("date:"))
				.sorted()
				.toList();
			int length = length(head);
			boolean chunked = head.contains("transfer-encoding: chunked");
			if (request.startsWith("HEAD ") || !chunked && length < 0) {
				return new WireExchange(head, List.of(), false);
			}
			return !chunked ? new WireExchange(head, List.of(read(client, length)), false) : chunked(client, head);
		}
	}

	static WireExchange generate(MockOllamaServer server, String body) throws IOException {
		return of(server, "POST /api/generate", TestHttp.body(body));
	}

	private static WireExchange chunked(RawClient client, List<String> head) throws IOException {
		List<String> chunks = new ArrayList<>();
		try {
			for (String chunk = client.chunk(); !chunk.isEmpty(); chunk = client.chunk()) {
				chunks.add(chunk);
			}
			return new WireExchange(head, chunks, false);
		}
		catch (SocketTimeoutException ex) {
			throw ex;
		}
		catch (IOException ex) {
			return new WireExchange(head, chunks, true);
		}
	}

	private static int length(List<String> head) {
		return head.stream()
			.filter((line) -> line.startsWith("content-length:"))
			.map((line) -> Integer.parseInt(line.substring("content-length:".length()).strip()))
			.findFirst()
			.orElse(-1);
	}

	private static String read(RawClient client, int length) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (int i = 0; i < length; i++) {
			body.write(client.read());
		}
		return body.toString(StandardCharsets.UTF_8);
	}

}
