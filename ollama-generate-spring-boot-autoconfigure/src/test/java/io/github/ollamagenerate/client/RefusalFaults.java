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

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.ollamagenerate.GenerateAuthenticationException;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.ServerBusyException;
import io.github.ollamagenerate.UnreadableResponseException;
import io.github.ollamagenerate.test.MockAnswer;

/**
 * Refusals that repeat what must not be repeated, or that are hard to read. The prompt is
 * {@code canary-prompt} and the key {@code canary-key}.
 */
final class RefusalFaults {

	private static final String TOKEN = "{\"model\":\"m\",\"response\":\"canary-a\",\"done\":false}";

	private RefusalFaults() {
	}

	static List<Fault> all() {
		return List.of(
				Fault
					.of("status 401 whose text repeats the key", MockAnswer.json(401,
							"{\"error\":{\"message\":\"Virtual key expected. Received=canary-key, expected sk-\"}}"))
					.fails(GenerateAuthenticationException.class, "401", "Check ollama.api-key")
					.server(401, "Virtual key expected. Received=***, expected sk-"),
				Fault
					.of("page with status 400 that repeats the header `Authorization`",
							text(400, "text/html", "<title>400</title><pre>Authorization: Bearer canary-key</pre>"))
					.fails(GenerateResponseException.class, "400", "Authorization: Bearer ***")
					.server(400, "400 Authorization: Bearer ***"),
				Fault
					.of("status 422 whose JSON repeats the request and exceeds 64 KB",
							MockAnswer.json(422,
									"{\"detail\":[{\"input\":{\"prompt\":\"canary-prompt\",\"images\":[\""
											+ "A".repeat(100_000) + "\"]}}]}"))
					.fails(GenerateResponseException.class, "422", "a text that is not repeated here")
					.server(422, null),
				Fault
					.of("status 400 whose text is followed by the request",
							text(400, "text/plain", "Bad body: {\"prompt\":\"canary-prompt\"}"))
					.fails(GenerateResponseException.class, "400", "a text that is not repeated here")
					.server(400, null),
				Fault
					.of("status 400 whose text is followed by other JSON",
							text(400, "text/plain", "Bad body: {\"prompt\":\"other\"}"))
					.fails(GenerateResponseException.class, "400", "Bad body:...")
					.server(400, "Bad body:..."),
				Fault
					.of("status 500 whose text repeats the prompt",
							MockAnswer.json(500, error("cannot do canary-prompt")))
					.fails(GenerateResponseException.class, "500", "a text that is not repeated here")
					.server(500, null),
				Fault
					.of("status 500 whose text has line ends and control characters",
							MockAnswer.json(500, error("failed\\n2026-11-25 INFO forged\\u001b[2K")))
					.fails(GenerateResponseException.class, "500", "failed 2026-11-25 INFO forged\\u001b[2K. Check")
					.server(500, "failed 2026-11-25 INFO forged\\u001b[2K"),
				Fault.of("bare text in the middle of an answer", MockAnswer.lines(TOKEN, "canary tail of an answer"))
					.fails(UnreadableResponseException.class, "decode", "a line that is not a JSON object")
					.text("canary-a"),
				Fault.of("bare text instead of an answer", MockAnswer.lines("upstream connect error"))
					.fails(UnreadableResponseException.class, "decode",
							"a line that is not a JSON object (upstream connect error)")
					.server(200, "upstream connect error"),
				Fault.of("server-sent event that is not JSON", MockAnswer.lines("data: canary text of an answer"))
					.fails(UnreadableResponseException.class, "decode", "server-sent events instead of"),
				Fault
					.of("status 503 with a `Retry-After` of 299.997 seconds",
							MockAnswer.json(503, error("busy")).header("Retry-After", "299.997"))
					.fails(ServerBusyException.class, "503", "busy")
					.server(503, "busy"));
	}

	private static MockAnswer text(int status, String contentType, String text) {
		return MockAnswer.bytes(text.getBytes(StandardCharsets.UTF_8)).status(status).contentType(contentType);
	}

	private static String error(String text) {
		return "{\"error\":\"" + text + "\"}";
	}

}
