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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

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
		try (Stream<Path> files = Files.list(file("."))) {
			List<String> names = files.map((file) -> file.getFileName().toString())
				.map((file) -> file.replaceFirst("\\.(request\\.json|response\\.txt)$", ""))
				.distinct()
				.sorted()
				.toList();
			return names.stream();
		}
	}

	public static Recording read(String name) throws IOException, URISyntaxException {
		JsonNode request = TestHttp.MAPPER.readTree(Files.readString(file(name + ".request.json")));
		String[] parts = Files.readString(file(name + ".response.txt")).split("\n\n", 2);
		List<String> head = parts[0].lines().toList();
		Map<String, List<String>> headers = new TreeMap<>();
		for (String line : head.subList(1, head.size())) {
			String[] header = line.split(": ", 2);
			headers.computeIfAbsent(header[0].toLowerCase(Locale.ROOT), (key) -> new ArrayList<>()).add(header[1]);
		}
		return new Recording(request, Integer.parseInt(head.get(0).split(" ")[1]), headers, parts[1]);
	}

	private static Path file(String name) throws URISyntaxException {
		return Path.of(Recording.class.getResource("/wire/").toURI()).resolve(name);
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
