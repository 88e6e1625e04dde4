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

package io.github.ollamagenerate.client;

import java.util.List;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.UnreadableResponseException;
import io.github.ollamagenerate.client.http.RawServer;
import io.github.ollamagenerate.client.http.Wire;

/**
 * Rows of the fault matrix: what proxies and stand-ins do to connections.
 */
final class ConnectionFaults {

	private static final String LINES = Wire.lines("canary-a");

	private static final String ANSWER = Wire.response("canary-a");

	private ConnectionFaults() {
	}

	static List<Fault> all() {
		return List.of(read("interim response (status 103) before the response", Wire.EARLY_HINTS + ANSWER),
				read("several interim responses (status 100, 102, 104) before the response",
						interim(100) + interim(102) + interim(104) + interim(104) + ANSWER),
				unreadable("switch to another protocol (status 101)", "a switch to another protocol (status 101)",
						interim(101) + ANSWER),
				read("second response in the packet of the first", ANSWER + Wire.response("canary-b")),
				unreadable("two different lengths of a response", "a response head that is not valid HTTP",
						Wire.fixed("Content-Length: 7\r\n", LINES)),
				unreadable("response with a length and in chunks", "a response head that is not valid HTTP",
						Wire.chunked("Content-Length: 7\r\n", LINES)),
				unreadable("response header that is too large", "raise ollama.max-response-header-size",
						Wire.chunked("Set-Cookie: canary=" + "x".repeat(9000) + "\r\n", LINES)),
				unreadable("response that is not HTTP", "a response head that is not valid HTTP",
						"SSH-2.0-canary\r\n\r\n"),
				unreadable("response in an encoding that cannot be read", "Content-Encoding 'br'",
						Wire.fixed("Content-Encoding: br\r\n", "canary")),
				unreadable("response that is not in its encoding",
						"a response that is not in its Content-Encoding 'gzip'",
						Wire.fixed("Content-Encoding: gzip\r\n", LINES)),
				raw("response that stays open after the answer", (request) -> {
					request.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Wire.chunk(LINES));
					request.socket().getInputStream().read();
				}).text("canary-a"), broken("connection closed before the response", ""),
				broken("connection closed within the head of the response", "HTTP/1.1 200 OK\r\nContent-Le"));
	}

	private static Fault read(String name, String bytes) {
		return raw(name, (request) -> request.send(bytes)).text("canary-a");
	}

	private static Fault unreadable(String name, String says, String bytes) {
		return fails(UnreadableResponseException.class, "decode", name, says, (request) -> request.send(bytes))
			.server(200, null);
	}

	private static Fault broken(String name, String bytes) {
		return fails(GenerateRequestException.class, "connect", name, "the connection broke before the answer started",
				(request) -> request.send(bytes).close());
	}

	private static Fault fails(Class<? extends GenerateException> type, String errorType, String name, String says,
			RawServer.Script script) {
		return raw(name, script).fails(type, errorType, says);
	}

	private static Fault raw(String name, RawServer.Script script) {
		return Fault.of(name, (servers) -> servers.raw(script)).tried(1, 0);
	}

	private static String interim(int status) {
		return "HTTP/1.1 " + status + " Interim\r\n\r\n";
	}

}
