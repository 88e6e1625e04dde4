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

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Reads a recording, and says in which line of the file it is wrong.
 */
public final class RecordingReader {

	private static final int MAX_STATUS = 599;

	private static final int MIN_STATUS = 200;

	private final JsonFile json;

	private int callLine;

	private RecordingReader(JsonFile json) {
		this.json = json;
	}

	/**
	 * Read a recording.
	 * @param file the name of the file, for messages
	 * @param text what is in it
	 * @throws RecordingException if the file is not a recording of this version; the
	 * message names the line
	 */
	public static Recording read(Path file, String text) {
		return readStored(file, text).recording();
	}

	static StoredRecording readStored(Path file, String text) {
		try (JsonFile json = new JsonFile(file, text)) {
			RecordingReader reader = new RecordingReader(json);
			Recording recording = reader.recording();
			json.end();
			return new StoredRecording(file, reader.callLine, recording);
		}
		catch (JacksonException ex) {
			throw new RecordingException(file, JsonFile.line(ex),
					"is truncated or not valid JSON: " + ex.getOriginalMessage());
		}
	}

	private Recording recording() {
		this.json.begin();
		version(this.json.nextField());
		@Nullable String test = null;
		@Nullable RecordedCall call = null;
		int answer = 1;
		@Nullable RecordedResponse response = null;
		for (String field = this.json.nextField(); field != null; field = this.json.nextField()) {
			switch (field) {
				case "test" -> test = this.json.text();
				case "request" -> {
					this.callLine = this.json.line();
					call = call();
				}
				case "answer" -> answer = this.json.integer(1, Integer.MAX_VALUE);
				case "response" -> response = response();
				default -> throw this.json.unknown("test, request, answer, response");
			}
		}
		return new Recording(test, this.json.required(call, "request"), answer,
				this.json.required(response, "response"));
	}

	private void version(@Nullable String firstField) {
		if (!"version".equals(firstField)) {
			throw this.json.problem("the first field must be 'version'");
		}
		int version = this.json.integer(1, Integer.MAX_VALUE);
		if (version != Recording.VERSION) {
			throw this.json.problem("has version " + version + ", but this release reads version " + Recording.VERSION
					+ ". Record the request again, or use the release that wrote the file");
		}
	}

	private RecordedCall call() {
		this.json.object();
		@Nullable String method = null;
		@Nullable String path = null;
		Map<String, @Nullable String> headers = new LinkedHashMap<>();
		@Nullable JsonNode body = null;
		byte[] bytes = {};
		for (String field = this.json.nextField(); field != null; field = this.json.nextField()) {
			switch (field) {
				case "method" -> method = this.json.text();
				case "path" -> path = path();
				case "headers" -> this.json
					.object((name) -> headers.put(name, this.json.is(JsonToken.VALUE_NULL) ? null : this.json.text()));
				case "body" -> body = this.json.tree();
				case "text" -> bytes = this.json.text().getBytes(StandardCharsets.UTF_8);
				case "base64" -> bytes = base64();
				default -> throw this.json.unknown("method, path, headers, body, text, base64");
			}
		}
		return new RecordedCall(this.json.required(method, "method"), this.json.required(path, "path"), headers, body,
				bytes);
	}

	private String path() {
		String path = this.json.text();
		if (!path.startsWith("/") || path.contains("?")) {
			throw this.json.problem("'path' must start with a slash and have no query");
		}
		return path;
	}

	private RecordedResponse response() {
		this.json.object();
		@Nullable Integer status = null;
		List<Map.Entry<String, String>> headers = new ArrayList<>();
		Duration delay = Duration.ZERO;
		List<RecordedLine> lines = new ArrayList<>();
		boolean cut = false;
		for (String field = this.json.nextField(); field != null; field = this.json.nextField()) {
			switch (field) {
				case "status" -> status = this.json.integer(MIN_STATUS, MAX_STATUS);
				case "headers" -> this.json.object((name) -> headers(name, headers));
				case "delayMillis" -> delay = millis();
				case "lines" -> this.json.list(() -> lines.add(line(lines)));
				case "cut" -> cut = this.json.bool();
				default -> throw this.json.unknown("status, headers, delayMillis, lines, cut");
			}
		}
		return new RecordedResponse(this.json.required(status, "status"), List.copyOf(headers), delay,
				List.copyOf(lines), cut);
	}

	private void headers(String name, List<Map.Entry<String, String>> headers) {
		if (this.json.is(JsonToken.START_ARRAY)) {
			this.json.list(() -> headers.add(header(name)));
		}
		else {
			headers.add(header(name));
		}
	}

	private Map.Entry<String, String> header(String name) {
		String value = this.json.text();
		if (!name.matches("[\\w!#$%&'*+.^`|~-]+") || !value.matches("[\\t -~\\x80-\\xff]*")) {
			throw this.json.problem("'" + name + "' is not a valid header");
		}
		return Map.entry(name, value);
	}

	private RecordedLine line(List<RecordedLine> before) {
		if (!before.isEmpty() && !before.get(before.size() - 1).hasLineEnd()) {
			throw this.json.problem("only the last line can have 'lineEnd' false");
		}
		this.json.object();
		Duration pause = Duration.ZERO;
		byte @Nullable [] content = null;
		boolean lineEnd = true;
		for (String field = this.json.nextField(); field != null; field = this.json.nextField()) {
			if (content != null && List.of("json", "text", "base64").contains(field)) {
				throw this.json.problem("a line can have only one of json, text, base64");
			}
			switch (field) {
				case "pauseMillis" -> pause = millis();
				case "json" -> content = CompactJson.strip(this.json.source()).getBytes(StandardCharsets.UTF_8);
				case "text" -> content = this.json.text().getBytes(StandardCharsets.UTF_8);
				case "base64" -> content = base64();
				case "lineEnd" -> lineEnd = this.json.bool();
				default -> throw this.json.unknown("pauseMillis, json, text, base64, lineEnd");
			}
		}
		return line(pause, this.json.required(content, "json"), lineEnd);
	}

	private RecordedLine line(Duration pause, byte[] content, boolean lineEnd) {
		for (byte next : content) {
			if (next == '\n') {
				throw this.json.problem("a line cannot contain a line end. Split it into two");
			}
		}
		return RecordedLine.of(pause, content, lineEnd);
	}

	private Duration millis() {
		return Duration.ofMillis(this.json.integer(0, Integer.MAX_VALUE));
	}

	private byte[] base64() {
		try {
			return Base64.getDecoder().decode(this.json.text());
		}
		catch (IllegalArgumentException ex) {
			throw this.json.problem("'" + Objects.requireNonNull(this.json.field()) + "' is not valid base64");
		}
	}

}
