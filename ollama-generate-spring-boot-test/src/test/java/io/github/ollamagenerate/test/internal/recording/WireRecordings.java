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

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads recordings of a real server, each from a file {@code NAME.json}, or from the two
 * files of tools that store the request as JSON and the response as text:
 * {@code NAME.request.json} and {@code NAME.response.txt}.
 */
public final class WireRecordings {

	private static final String REQUEST = ".request.json";

	private static final String RESPONSE = ".response.txt";

	private WireRecordings() {
	}

	/** The folder with the recordings of the tests. */
	public static Path folder() throws URISyntaxException {
		return Path.of(WireRecordings.class.getResource("/wire/").toURI());
	}

	/** The names of the recordings in a folder. */
	public static List<String> names(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map((file) -> file.getFileName().toString())
				.map((file) -> file.replaceFirst("(\\.request\\.json|\\.response\\.txt|\\.json)$", ""))
				.distinct()
				.sorted()
				.toList();
		}
	}

	public static Recording read(Path folder, String name) throws IOException {
		Path file = folder.resolve(name + ".json");
		if (Files.exists(file)) {
			return RecordingReader.read(file, Files.readString(file));
		}
		return new Recording(null, call(CompactJson.MAPPER.readTree(Files.readString(folder.resolve(name + REQUEST)))),
				1, response(Files.readString(folder.resolve(name + RESPONSE))));
	}

	private static RecordedCall call(JsonNode request) {
		Map<String, @Nullable String> headers = new LinkedHashMap<>();
		request.path("headers").properties().forEach((header) -> {
			JsonNode value = header.getValue();
			headers.put(header.getKey(), value.isNull() ? null : value.stringValue());
		});
		RecordedCall call = new RecordedCall(request.get("method").stringValue(), request.get("path").stringValue(),
				headers, null, new byte[0]);
		JsonNode body = request.path("body");
		if (body.path("raw").isString()) {
			return call.withBytes(body.get("raw").stringValue().getBytes(StandardCharsets.UTF_8));
		}
		return body.isMissingNode() ? call : call.withJson(CanonicalCall.order(body));
	}

	private static RecordedResponse response(String text) {
		String[] parts = text.split("\n\n", 2);
		List<String> head = parts[0].lines().toList();
		List<Map.Entry<String, String>> headers = new ArrayList<>();
		for (String line : head.subList(1, head.size())) {
			String[] header = line.split(": ", 2);
			headers.add(Map.entry(header[0], header[1]));
		}
		return new RecordedResponse(Integer.parseInt(head.get(0).split(" ")[1]), headers, Duration.ZERO,
				lines(parts[1].getBytes(StandardCharsets.UTF_8)), false);
	}

	/** The server's clock tells the pauses. */
	private static List<RecordedLine> lines(byte[] body) {
		List<RecordedLine> lines = new ArrayList<>();
		@Nullable Instant before = null;
		for (RecordedLine line : ResponseRecorder.lines(body)) {
			@Nullable Instant created = created(line);
			boolean known = before != null && created != null;
			lines.add(new RecordedLine(known ? Duration.between(before, created) : Duration.ZERO, line.bytes()));
			before = created;
		}
		return lines;
	}

	private static @Nullable Instant created(RecordedLine line) {
		try {
			JsonNode created = CompactJson.MAPPER.readTree(line.content()).path("created_at");
			return created.isString() ? Instant.parse(created.stringValue()) : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	/**
	 * Rewrites the recordings of a folder that have two files.
	 * @param args the folder
	 */
	public static void main(String[] args) throws IOException {
		Path folder = Path.of(args[0]);
		for (String name : names(folder)) {
			Files.writeString(folder.resolve(name + ".json"), RecordingWriter.write(read(folder, name)));
			Files.deleteIfExists(folder.resolve(name + REQUEST));
			Files.deleteIfExists(folder.resolve(name + RESPONSE));
		}
	}

}
