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

package io.github.ollamagenerate.test.internal.http;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RawClient;
import io.github.ollamagenerate.test.Recording;
import io.github.ollamagenerate.test.TestHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AccessRules}.
 */
public class AccessRulesTests {

	private final MockOllamaServer server = MockOllamaServer.start();

	@AfterEach
	void close() {
		this.server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost", "https://localhost:3000", "http://127.0.0.1:5173", "https://0.0.0.0",
			"app://obsidian.md", "file://", "tauri://localhost", "vscode-webview://1a2b", "vscode-file://vscode-app" })
	void localPagesMayReadAnswers(String origin) {
		HttpResponse<String> response = exchange("GET", "/api/version", "Origin", origin);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("access-control-allow-origin")).contains(origin);
		assertThat(response.headers().allValues("vary")).containsExactly("Origin");
		assertThat(response.headers().map()).doesNotContainKey("access-control-allow-headers");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://evil.example", "http://localhost.evil.example", "http://localhost3000", "null",
			"ftp://localhost", "HTTP://localhost", "http://192.168.1.2", "http://[::1]:3000",
			"chrome-extension://abcdef" })
	void otherPagesAreRefused(String origin) {
		HttpResponse<String> response = exchange("GET", "/api/version", "Origin", origin);
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.body()).isEmpty();
		assertThat(response.headers().map()).doesNotContainKeys("content-type", "vary", "access-control-allow-origin");
		assertThat(response.headers().firstValue("content-length")).contains("0");
	}

	@Test
	void ownPagesNeedNoPermission() {
		HttpResponse<String> response = exchange("GET", "/api/version", "Origin", this.server.url());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().map()).doesNotContainKeys("vary", "access-control-allow-origin");
	}

	@Test
	void scriptedAnswersAndErrorsMayBeReadAsWell() {
		this.server.enqueue(MockAnswer.json(500, "{}"));
		for (String path : List.of("/api/generate", "/api/nope", "/api/tags")) {
			HttpResponse<String> response = exchange("POST", path, "Origin", "http://localhost:3000");
			assertThat(response.statusCode()).isGreaterThan(400);
			assertThat(response.headers().firstValue("access-control-allow-origin")).contains("http://localhost:3000");
		}
	}

	@Test
	void refusedRequestIsCountedButTakesNoScriptedAnswer() {
		this.server.enqueue(MockAnswer.json(200, "scripted"));
		assertThat(exchange("POST", "/api/generate", "Origin", "http://evil.example").statusCode()).isEqualTo(403);
		assertThat(this.server.requestCount()).isEqualTo(1);
		assertThat(TestHttp.generate(this.server, "{}").body()).isEqualTo("scripted");
	}

	@Test
	void preflightOfUnknownPathHasNoAllow() {
		HttpResponse<String> response = exchange("OPTIONS", "/nope", "Origin", "http://localhost:1");
		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(response.headers().map()).doesNotContainKey("allow").containsKey("access-control-max-age");
		assertThat(response.headers().map()).doesNotContainKeys("content-length", "transfer-encoding");
		assertThat(TestHttp.get(this.server, "/").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "localhost:1,204", "127.0.0.1:1,405", "evil.example,403" })
	void optionsWithoutOriginDependsOnTheHost(String host, int status) throws IOException {
		try (RawClient client = RawClient.send(this.server, "OPTIONS /api/tags", "", "Host: " + host)) {
			assertThat(client.head()).contains("Allow: HEAD, GET").first().asString().contains(" " + status + " ");
		}
	}

	@ParameterizedTest
	@CsvSource({ "localhost,200", "LOCALHOST:80,200", "ollama.localhost,200", "127.0.0.1,200", "[::1]:11434,200",
			"192.168.0.7:1,200", "evil.example,403", "evil.example:11434,403", "8.8.8.8,403" })
	void hostMustBeLocal(String host, int status) throws IOException {
		try (RawClient client = RawClient.send(this.server, "GET /api/version", "", "Host: " + host)) {
			assertThat(client.head()).first().asString().startsWith("HTTP/1.1 " + status);
		}
	}

	@Test
	void foreignHostIsRefusedAsRecorded() throws Exception {
		Recording recording = Recording.read("18-foreign-host");
		try (RawClient client = RawClient.send(this.server, "GET /api/version", "", "Host: evil.example",
				"Connection: close")) {
			List<String> head = client.head();
			assertThat(head).first().isEqualTo("HTTP/1.1 " + recording.status() + " Forbidden");
			assertThat(head.stream().skip(1).map((line) -> line.split(":")[0]))
				.containsExactlyInAnyOrderElementsOf(recording.headers().keySet());
			assertThat(head).contains("content-length: 0");
		}
	}

	@Test
	void foreignHostOfAnAllowedPageIsRefusedReadably() throws IOException {
		try (RawClient client = RawClient.send(this.server, "GET /api/version", "", "Host: evil.example",
				"Origin: http://localhost:3000")) {
			assertThat(client.head()).contains("HTTP/1.1 403 Forbidden", "Vary: Origin",
					"Access-Control-Allow-Origin: http://localhost:3000");
		}
	}

	private HttpResponse<String> exchange(String method, String path, String... headers) {
		return TestHttp.exchange(this.server, method, path, "", List.of(headers));
	}

}
