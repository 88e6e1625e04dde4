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

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.ollamagenerate.test.internal.recording.RecordedCall;
import io.github.ollamagenerate.test.internal.recording.RecordedResponse;
import io.github.ollamagenerate.test.internal.recording.RecordingWriter;
import io.github.ollamagenerate.test.internal.recording.WireRecordings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves the format of recordings with the answers of a real server: each of them is
 * replayed as it was.
 */
@Timeout(30)
class WireRecordingsTests {

	/** What the connection decides, and the clock. */
	private static final Set<String> OF_THE_CONNECTION = Set.of("connection", "date", "content-length");

	private static MockOllamaServer server;

	@BeforeAll
	static void start() {
		server = MockOllamaServer.start();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	static Stream<String> recordings() throws Exception {
		return WireRecordings.names(WireRecordings.folder()).stream();
	}

	@ParameterizedTest
	@MethodSource("recordings")
	void isReplayedAsItWas(String name, @TempDir Path folder) throws Exception {
		var recording = WireRecordings.read(WireRecordings.folder(), name);
		Files.writeString(folder.resolve("a.json"), RecordingWriter.write(recording));
		RecordedResponse recorded = recording.response();
		server.answerFrom(Recordings.replay(folder).open());
		WireExchange replayed = WireExchange.of(server, recording.call().method() + " " + recording.call().path(),
				body(recording.call()));
		assertThat(replayed.head()).anyMatch((line) -> line.startsWith("HTTP/1.1 " + recorded.status()));
		assertThat(headers(replayed.head().stream().filter((line) -> !line.startsWith("HTTP/")).toList()))
			.containsExactlyInAnyOrderElementsOf(recorded.headers()
				.stream()
				.map((header) -> Map.entry(header.getKey().toLowerCase(Locale.ROOT), header.getValue()))
				.filter((header) -> !OF_THE_CONNECTION.contains(header.getKey()))
				.toList());
		assertThat(String.join("", replayed.chunks())).isEqualTo(new String(recorded.body(), StandardCharsets.UTF_8));
		if (replayed.head().contains("transfer-encoding: chunked")) {
			assertThat(replayed.chunks()).hasSameSizeAs(recorded.lines());
		}
		server.verify();
	}

	@Test
	void filesAreAsTheyWouldBeWritten() throws Exception {
		for (String name : WireRecordings.names(WireRecordings.folder())) {
			Path file = WireRecordings.folder().resolve(name + ".json");
			if (Files.exists(file)) {
				assertThat(RecordingWriter.write(WireRecordings.read(WireRecordings.folder(), name))).as(name)
					.isEqualTo(Files.readString(file));
			}
		}
	}

	@Test
	void recordingOfTwoFilesIsReadTheSame(@TempDir Path folder) throws Exception {
		Files.writeString(folder.resolve("a.request.json"), """
				{"method": "POST", "path": "/api/generate", "headers": {"Accept": "*/*", "Content-Type": null},
				 "body": {"prompt": "Why?", "model": "gemma3"}}""");
		Files.writeString(folder.resolve("a.response.txt"), """
				HTTP/1.1 200 OK
				Content-Type: application/x-ndjson
				Transfer-Encoding: chunked

				{"created_at":"2026-11-25T00:06:59.050000001Z","response":"\\u003c"}
				{"created_at":"2026-11-25T00:06:59.17Z","done":true}
				""");
		assertThat(WireRecordings.names(folder)).containsExactly("a");
		assertThat(RecordingWriter.write(WireRecordings.read(folder, "a"))).isEqualTo("""
				{
				  "version": 1,
				  "request": {
				    "method": "POST",
				    "path": "/api/generate",
				    "headers": {
				      "Accept": "*/*",
				      "Content-Type": null
				    },
				    "body": {
				      "model": "gemma3",
				      "prompt": "Why?"
				    }
				  },
				  "response": {
				    "status": 200,
				    "headers": {
				      "Content-Type": "application/x-ndjson",
				      "Transfer-Encoding": "chunked"
				    },
				    "delayMillis": 0,
				    "lines": [
				      {"pauseMillis": 0, "json": {"created_at":"2026-11-25T00:06:59.050000001Z","response":"\\u003c"}},
				      {"pauseMillis": 119, "json": {"created_at":"2026-11-25T00:06:59.17Z","done":true}}
				    ]
				  }
				}
				""");
	}

	private static String body(RecordedCall call) {
		return (call.json() != null) ? call.json().toString() : new String(call.bytes(), StandardCharsets.UTF_8);
	}

	private static List<Map.Entry<String, String>> headers(List<String> lines) {
		List<Map.Entry<String, String>> headers = new ArrayList<>();
		for (String line : lines) {
			String[] header = line.split(": ", 2);
			if (!OF_THE_CONNECTION.contains(header[0])) {
				headers.add(Map.entry(header[0], header[1]));
			}
		}
		return headers;
	}

}
