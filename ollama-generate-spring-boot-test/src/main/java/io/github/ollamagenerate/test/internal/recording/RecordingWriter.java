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

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a recording so that a person can read it, and a diff shows one line for each
 * line of the response.
 */
public final class RecordingWriter {

	private static final PrettyPrinter LAYOUT = new DefaultPrettyPrinter(
			PrettyPrinter.DEFAULT_SEPARATORS.withObjectNameValueSpacing(Separators.Spacing.AFTER))
		.withObjectIndenter(new DefaultIndenter("  ", "\n"));

	private static final ObjectWriter PRETTY = JsonMapper.shared().writer().with(LAYOUT);

	private RecordingWriter() {
	}

	public static String write(Recording recording) {
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("version", Integer.toString(Recording.VERSION));
		if (recording.test() != null) {
			fields.put("test", quote(recording.test()));
		}
		fields.put("request", call(recording.call()));
		if (recording.answer() > 1) {
			fields.put("answer", Integer.toString(recording.answer()));
		}
		fields.put("response", response(recording.response()));
		return object(fields) + "\n";
	}

	/** The line in which the request starts. */
	static int callLine(Recording recording) {
		return (recording.test() != null) ? 4 : 3;
	}

	private static String call(RecordedCall call) {
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("method", quote(call.method()));
		fields.put("path", quote(call.path()));
		if (!call.headers().isEmpty()) {
			fields.put("headers", PRETTY.writeValueAsString(call.headers()));
		}
		if (call.json() != null) {
			fields.put("body", PRETTY.writeValueAsString(call.json()));
		}
		else if (call.bytes().length > 0) {
			content(call.bytes(), fields);
		}
		return object(fields);
	}

	private static String response(RecordedResponse response) {
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("status", Integer.toString(response.status()));
		if (!response.headers().isEmpty()) {
			fields.put("headers", headers(response.headers()));
		}
		fields.put("delayMillis", Long.toString(response.delay().toMillis()));
		if (!response.lines().isEmpty()) {
			fields.put("lines",
					response.lines()
						.stream()
						.map(RecordingWriter::line)
						.collect(Collectors.joining(",\n", "[\n", "\n]"))
						.replace("\n{", "\n  {"));
		}
		if (response.cut()) {
			fields.put("cut", "true");
		}
		return object(fields);
	}

	private static String headers(List<Map.Entry<String, String>> headers) {
		Map<String, Object> byName = new LinkedHashMap<>();
		headers.forEach((header) -> byName.merge(header.getKey(), header.getValue(), (first, next) -> {
			List<Object> values = new ArrayList<>((first instanceof List<?> list) ? list : List.of(first));
			values.add(next);
			return values;
		}));
		return PRETTY.writeValueAsString(byName);
	}

	private static String line(RecordedLine line) {
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("pauseMillis", Long.toString(line.pause().toMillis()));
		content(line.content(), fields);
		if (!line.hasLineEnd()) {
			fields.put("lineEnd", "false");
		}
		return fields.entrySet()
			.stream()
			.map((field) -> quote(field.getKey()) + ": " + field.getValue())
			.collect(Collectors.joining(", ", "{", "}"));
	}

	private static void content(byte[] bytes, Map<String, String> fields) {
		@Nullable String text = text(bytes);
		if (text == null) {
			fields.put("base64", quote(Base64.getEncoder().encodeToString(bytes)));
		}
		else if (CompactJson.isCompact(text)) {
			fields.put("json", text);
		}
		else {
			fields.put("text", quote(text));
		}
	}

	private static @Nullable String text(byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	private static String object(Map<String, String> fields) {
		return fields.entrySet()
			.stream()
			.map((field) -> quote(field.getKey()) + ": " + field.getValue())
			.collect(Collectors.joining(",\n", "{\n", ""))
			.replace("\n", "\n  ") + "\n}";
	}

	private static String quote(String text) {
		return JsonMapper.shared().writeValueAsString(text);
	}

}
