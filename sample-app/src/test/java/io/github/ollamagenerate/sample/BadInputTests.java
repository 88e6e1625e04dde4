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

package io.github.ollamagenerate.sample;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.autoconfigure.AutoConfigureMockOllama;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What cannot be answered is refused with a reason, and never reaches Ollama.
 */
@AutoConfigureMockOllama
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "sample.max-request-size=1MB")
@Timeout(30)
class BadInputTests {

	private static final int TOO_LARGE = 3 * 1024 * 1024;

	@Autowired
	private MockOllamaServer ollama;

	private HttpCalls http;

	@BeforeEach
	void setUp(@LocalServerPort int port) {
		this.http = new HttpCalls(port);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"prompt":"<b>","options":{"temperature":"<i>"}}   | 'options.temperature'
					{"prompt":"<b>","options":{"num_ctx":[1]}}         | 'options.num_ctx'
					{"prompt":"<b>","options":7}                       | 'options'
					{"prompt":"<b>","images":["<i>"]}                  | 'images[0]'
					{"prompt":"<b>","images":7}                        | 'images'
					{"prompt":"<b>","images":[""]}                     | 'images' must not
					{"prompt":"<b>","format":[1]}                      | 'format' must be
					{"prompt":"<b>","format":"<i>"}                    | 'format' must be
					{"prompt":"<b>","id":"<i>"}                        | 'id' must be
					{"prompt":["<b>"]}                                 | 'prompt'
					{"prompt":"","model":"<b>"}                        | 'prompt' must not be blank
					{"prompt":"<b>"                                    | not valid JSON in UTF-8 at line 1, column 1
					{"prompt":"<b>","options":{"seed":1.5}}            | 'options.seed' has a value that is not valid: a whole number
					{"prompt":"<b>","options":{"seed":100000000000000000000}} | 'options.seed' has a value that is not valid: a whole number
					{"prompt":"<b>","options":{"num_ctx":3000000000}}  | 'options.num_ctx' has a value that is not valid: a whole number
					{"prompt":"<b>","options":{"temperature":1e999}}   | 'options.temperature' must be a finite number
					""")
	void whenFieldDoesNotFitThenItIsNamed(String body, String text) {
		assertRefused(this.http.postJson("/generate", body), 400, text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/country", "/countries", "/code" })
	void whenPromptIsMissingThenItIsSaid(String path) {
		assertRefused(this.http.postJson(path, "{}"), 400, "'prompt' must not be blank");
	}

	@Test
	void whenModelToPullIsMissingThenItIsSaid() {
		assertRefused(this.http.postJson("/pulls", "{\"model\":\" \"}"), 400, "'model' must not be blank");
		assertRefused(this.http.postJson("/pulls", "{\"model\":\"m\",\"id\":\"<i>\"}"), 400, "'id' must be");
	}

	@Test
	void whenJsonIsTooDeepThenItIsSaid() {
		String deep = "[".repeat(900) + "]".repeat(900);
		assertRefused(this.http.postJson("/generate", "{\"prompt\":\"<b>\",\"format\":" + deep + "}"), 400,
				"nested too deeply");
	}

	@Test
	void whenBodyIsNotUtf8ThenItIsSaid() {
		byte[] body = "{\"prompt\":\"<b>\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1);
		assertRefused(this.http.post("/generate", "application/json", BodyPublishers.ofByteArray(body)), 400,
				"not valid JSON in UTF-8");
	}

	@Test
	void whenBodyIsCompressedThenItIsSaid() throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		try (OutputStream gzip = new GZIPOutputStream(body)) {
			gzip.write("{\"prompt\":\"<b>\"}".getBytes(StandardCharsets.UTF_8));
		}
		assertRefused(this.http.post("/generate", "application/json", BodyPublishers.ofByteArray(body.toByteArray()),
				"Content-Encoding", "gzip"), 415, "send the body without Content-Encoding");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x" })
	void whenAnotherSiteCouldSendItThenItIsRefused(String contentType) {
		for (String path : new String[] { "/generate", "/country", "/countries", "/code", "/describe", "/pulls" }) {
			assertRefused(this.http.post(path, contentType, BodyPublishers.ofString("{\"prompt\": \"<b>\"}")), 415,
					"Content-Type");
		}
	}

	@Test
	void whenBodyIsAnnouncedAsTooLargeThenItIsRefused() {
		assertRefused(this.http.postJson("/generate", "{\"prompt\": \"" + "x".repeat(TOO_LARGE) + "\"}"), 413,
				"larger than 1 MB");
		assertRefused(this.http.post("/describe", "image/png", BodyPublishers.ofByteArray(new byte[TOO_LARGE])), 413,
				"send a smaller image");
	}

	@Test
	void whenBodyTurnsOutTooLargeThenItIsRefused() {
		byte[] json = ("{\"prompt\": \"" + "x".repeat(TOO_LARGE) + "\"}").getBytes();
		Supplier<InputStream> body = () -> new ByteArrayInputStream(json);
		assertRefused(this.http.post("/generate", "application/json", BodyPublishers.ofInputStream(body)), 413,
				"larger than 1 MB");
		assertRefused(this.http.post("/describe", "image/png", BodyPublishers.ofInputStream(body)), 413,
				"larger than 1 MB");
	}

	@Test
	void whenPathIsUnknownThenProblemSaysSo() {
		assertRefused(this.http.get("/%3Cscript%3E"), 404, "No static resource");
	}

	@Test
	void headersKeepForeignScriptsOut() {
		HttpResponse<String> page = this.http.get("/");
		assertThat(page.headers().firstValue("Content-Security-Policy"))
			.hasValueSatisfying((policy) -> assertThat(policy).startsWith("default-src 'self';")
				.contains("require-trusted-types-for 'script'; trusted-types dompurify")
				.doesNotContain("unsafe"));
		assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(page.headers().map().keySet()).noneMatch((name) -> name.startsWith("access-control"));
	}

	private void assertRefused(HttpResponse<String> response, int status, String text) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(HttpCalls.contentType(response)).isEqualTo("application/problem+json");
		assertThat(HttpCalls.json(response.body()).get("detail").stringValue()).contains(text)
			.doesNotContain("<", "Exception", "io.github", "tools.jackson");
		assertThat(this.ollama.requestCount()).isZero();
	}

}
