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

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.ollamagenerate.test.internal.recording.RecordedCall;
import io.github.ollamagenerate.test.internal.recording.WireRecordings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A recorded request to a real server and its answer.
 *
 * @param request method, path, headers and body of the request
 * @param status the status code of the answer
 * @param headers the headers of the answer, names in lower case
 * @param body the body of the answer
 */
public record Recording(JsonNode request, int status, Map<String, List<String>> headers, String body) {

	/** The names of all recordings. */
	static Stream<String> names() throws IOException, URISyntaxException {
		return WireRecordings.names(WireRecordings.folder()).stream();
	}

	public static Recording read(String name) throws IOException, URISyntaxException {
		io.github.ollamagenerate.test.internal.recording.Recording recording = WireRecordings
			.read(WireRecordings.folder(), name);
		Map<String, List<String>> headers = new TreeMap<>();
		recording.response()
			.headers()
			.forEach((header) -> headers
				.computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), (key) -> new ArrayList<>())
				.add(header.getValue()));
		return new Recording(request(recording.call()), recording.response().status(), headers,
				new String(recording.response().body(), StandardCharsets.UTF_8));
	}

	private static JsonNode request(RecordedCall call) {
		ObjectNode request = TestHttp.MAPPER.createObjectNode().put("method", call.method()).put("path", call.path());
		call.headers().forEach(request.putObject("headers")::put);
		if (call.json() != null) {
			request.set("body", call.json());
		}
		else if (call.bytes().length > 0) {
			request.putObject("body").put("raw", new String(call.bytes(), StandardCharsets.UTF_8));
		}
		return request;
	}

	/** Sends the request again. */
	HttpResponse<String> send(MockOllamaServer server) {
		List<String> headers = new ArrayList<>();
		this.request.path("headers").properties().forEach((header) -> {
			// null is a usual header left out, and none is sent here by default
			if (!header.getValue().isNull()) {
				headers.add(header.getKey());
				headers.add(header.getValue().stringValue());
			}
		});
		return TestHttp.exchange(server, this.request.get("method").stringValue(),
				this.request.get("path").stringValue(), requestBody(), headers);
	}

	private String requestBody() {
		JsonNode sent = this.request.path("body");
		if (sent.isMissingNode()) {
			return "";
		}
		return sent.path("raw").isString() ? sent.get("raw").stringValue() : sent.toString();
	}

}
