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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RecordingReader} and {@link RecordingWriter}.
 */
class RecordingFormatTests {

	private static final Path FILE = Path.of("a.json");

	private static final String VALID = """
			{
			  "version": 1,
			  "test": "tellsWhy",
			  "request": {
			    "method": "POST",
			    "path": "/api/generate",
			    "body": {
			      "model": "gemma3",
			      "prompt": "Why?",
			      "options": {
			        "stop": [ "a", "b" ]
			      }
			    }
			  },
			  "answer": 2,
			  "response": {
			    "status": 200,
			    "headers": {
			      "Content-Type": "application/x-ndjson",
			      "Vary": [ "Origin", "Accept" ]
			    },
			    "delayMillis": 12,
			    "lines": [
			      {"pauseMillis": 0, "json": {"response":"\\u003c1é\\ud83d","done":false,"n":1.50}},
			      {"pauseMillis": 40, "text": "{\\"a\\": 1}\\r"},
			      {"pauseMillis": 0, "base64": "/wo=", "lineEnd": false}
			    ],
			    "cut": true
			  }
			}
			""".replace("\"/wo=\"", "\"/w==\"");

	@Test
	void writesWhatItReads() {
		assertThat(RecordingWriter.write(RecordingReader.read(FILE, VALID))).isEqualTo(VALID);
	}

	@Test
	void readsEachPart() {
		Recording recording = RecordingReader.read(FILE, VALID);
		assertThat(recording.test()).isEqualTo("tellsWhy");
		assertThat(recording.answer()).isEqualTo(2);
		assertThat(recording.call().path()).isEqualTo("/api/generate");
		RecordedResponse response = recording.response();
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.cut()).isTrue();
		assertThat(response.delay()).isEqualTo(Duration.ofMillis(12));
		assertThat(response.headers()).containsExactly(Map.entry("Content-Type", "application/x-ndjson"),
				Map.entry("Vary", "Origin"), Map.entry("Vary", "Accept"));
		assertThat(response.lines()).extracting(RecordedLine::pause)
			.containsExactly(Duration.ZERO, Duration.ofMillis(40), Duration.ZERO);
		byte[] body = ("{\"response\":\"\\u003c1é\\ud83d\",\"done\":false,\"n\":1.50}\n{\"a\": 1}\r\n ")
			.getBytes(StandardCharsets.UTF_8);
		body[body.length - 1] = (byte) 0xff;
		assertThat(response.body()).isEqualTo(body);
	}

	@Test
	void editorThatFormatsTheFileChangesNothing() {
		String formatted = VALID.replace("{\"response\":", "{\n\t\"response\" : ")
			.replace("false,\"n", "false ,\n \"n");
		assertThat(formatted).isNotEqualTo(VALID);
		assertThat(RecordingWriter.write(RecordingReader.read(FILE, formatted))).isEqualTo(VALID);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "\r\n", "\n\n", "a", "{}", "{}\n", "{ }\n", "[1,2]", "null", "1\n", "{\"a\":}\n",
			"{\"a\":1,\"a\":2}\n", "\"a\"\n", "{\"a\":\"\\\\\"}", "{\"a\":\"\\\"{\"}", "{\"a\":1}{\"b\":2}\n",
			"\uFEFF{\"a\":1}\n", "{\"a\":\"\u2028\u0000\"}\n", "<html>\n</html>", "\ta\n" })
	void anyBodySurvives(String body) {
		List<RecordedLine> lines = ResponseRecorder.lines(body.getBytes(StandardCharsets.UTF_8));
		RecordedCall call = new RecordedCall("GET", "/", new LinkedHashMap<>(), null, new byte[0]);
		RecordedResponse response = new RecordedResponse(200, List.of(), Duration.ZERO, lines, false);
		String written = RecordingWriter.write(new Recording(null, call, 1, response));
		assertThat(RecordingReader.read(FILE, written).response().body()).asString(StandardCharsets.UTF_8)
			.isEqualTo(body);
		assertThat(RecordingWriter.write(RecordingReader.read(FILE, written))).isEqualTo(written);
	}

	@Test
	void truncatedFileNamesItsLastLine() {
		for (int length = 1; length < VALID.length() - 2; length++) {
			String truncated = VALID.substring(0, length);
			assertThatExceptionOfType(RecordingException.class).isThrownBy(() -> RecordingReader.read(FILE, truncated))
				.withMessageStartingWith(
						"a.json:" + (truncated.lines().count() + (truncated.endsWith("\n") ? 1 : 0)) + ": ");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					"version": 1,             | "version": 2,               | 2: has version 2, but this release reads version 1
					"version": 1,             | "version": "1",             | 2: 'version' must be an integer
					"version": 1,             | ``                          | 3: the first field must be 'version'
					"test": "tellsWhy",       | "tests": "tellsWhy",        | 3: 'tests' is not a field of this object. Its fields are test,
					"test": "tellsWhy",       | "test": 7,                  | 3: 'test' must be a string
					"method": "POST",         | ``                          | 14: the object that ends here has no 'method'
					"/api/generate"           | "api/generate"              | 6: 'path' must start with a slash
					"/api/generate"           | "/api/generate?a=b"         | 6: 'path' must start with a slash and have no query
					"prompt": "Why?",         | "prompt": "Why?" "          | 9: is truncated or not valid JSON
					"prompt": "Why?",         | "model": "Why?",            | 9: is truncated or not valid JSON: Duplicate
					"answer": 2               | "answer": 0                 | 15: 'answer' must be an integer that is 1 or more
					"status": 200             | "status": 99                | 17: 'status' must be an integer from 200 to 599
					"status": 200             | "status": 20000000000       | 17: 'status' must be an integer from 200 to 599
					"status": 200,            | ``                          | 29: the object that ends here has no 'status'
					application/x-ndjson      | a\\nb                       | 19: 'Content-Type' is not a valid header
					"Vary"                    | "V ry"                      | 20: 'V ry' is not a valid header
					"delayMillis": 12         | "delayMillis": -1           | 22: 'delayMillis' must be an integer that is 0 or more
					"delayMillis": 12         | "delayMillis": "12ms"       | 22: 'delayMillis' must be an integer
					"json": {"response":      | "json": "a", "x": {"a":     | 24: 'json' must be an object or a list
					"text": "{                | "json": {}, "text": "{      | 25: a line can have only one of json, text, base64
					"text": "{                | "text": "\\n{               | 25: a line cannot contain a line end
					"text"                    | "txt"                       | 25: 'txt' is not a field of this object. Its fields are pauseMillis,
					"/w=="                    | "*"                         | 26: 'base64' is not valid base64
					"base64": "/w==",         | ``                          | 26: the object that ends here has no 'json'
					n":1.50}}                 | n":1.50}, "lineEnd": false} | 25: only the last line can have 'lineEnd' false
					"cut": true               | "cut": 1                    | 28: 'cut' must be true or false
					""")
	void wrongEditNamesItsLine(String text, String edit, String message) {
		String edited = VALID.replace(text, edit);
		assertThat(edited).isNotEqualTo(VALID);
		assertThatExceptionOfType(RecordingException.class).isThrownBy(() -> RecordingReader.read(FILE, edited))
			.withMessageStartingWith("a.json:" + message);
	}

	@Test
	void anythingAfterTheRecordingIsWrong() {
		assertThatExceptionOfType(RecordingException.class).isThrownBy(() -> RecordingReader.read(FILE, VALID + "{}"))
			.withMessageStartingWith("a.json:31: nothing can follow");
	}

}
