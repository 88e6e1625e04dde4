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

package io.github.ollamagenerate.test.internal.endpoint;

import java.net.http.HttpResponse;

import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.TestHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Routes}.
 */
class RoutesTests {

	private final MockOllamaServer server = MockOllamaServer.start();

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void rootSaysThatItRuns() {
		HttpResponse<String> response = TestHttp.get(this.server, "/");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
		assertThat(response.body()).isEqualTo("Ollama is running");
	}

	@Test
	void headOfRootHasLengthButNoBody() {
		HttpResponse<String> response = TestHttp.exchange(this.server, "HEAD", "/", "");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("content-length")).contains("17");
		assertThat(response.body()).isEmpty();
		assertThat(TestHttp.get(this.server, "/").statusCode()).isEqualTo(200);
	}

	@Test
	void versionSaysMock() {
		assertThat(TestHttp.get(this.server, "/api/version").body()).isEqualTo("{\"version\":\"0.0.0-mock\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nope", "/api/nope", "/api/generate/", "/api" })
	void unknownPathIs404(String path) {
		HttpResponse<String> response = TestHttp.get(this.server, path);
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.headers().firstValue("content-type")).contains("text/plain");
		assertThat(response.body()).isEqualTo("404 page not found");
	}

	@Test
	void trailingSlashIsRedirected() {
		HttpResponse<String> get = TestHttp.get(this.server, "/api/tags/");
		assertThat(get.statusCode()).isEqualTo(301);
		assertThat(get.headers().firstValue("location")).contains("/api/tags");
		assertThat(get.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
		assertThat(get.body()).isEqualTo("<a href=\"/api/tags\">Moved Permanently</a>.\n\n");
		HttpResponse<String> post = TestHttp.exchange(this.server, "POST", "/api/generate/", "{}");
		assertThat(post.statusCode()).isEqualTo(307);
		assertThat(post.headers().firstValue("location")).contains("/api/generate");
		assertThat(post.body()).isEmpty();
	}

	@Test
	void allMethodsOfAPathAreNamed() {
		HttpResponse<String> response = TestHttp.exchange(this.server, "POST", "/api/version", "");
		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(response.headers().firstValue("allow")).contains("HEAD, GET");
	}

	@Test
	void headIs405WithoutABodyWhereTheServerHasNone() {
		HttpResponse<String> response = TestHttp.exchange(this.server, "HEAD", "/api/ps", "");
		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(response.headers().firstValue("allow")).contains("GET");
		assertThat(response.headers().firstValue("content-length")).contains("22");
		assertThat(response.body()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "PUT", "DELETE", "PROPFIND" })
	void wrongMethodIs405(String method) {
		HttpResponse<String> response = TestHttp.exchange(this.server, method, "/api/generate", "");
		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(response.headers().firstValue("allow")).contains("POST");
		assertThat(response.headers().firstValue("content-type")).contains("text/plain");
		assertThat(response.body()).isEqualTo("405 method not allowed");
	}

}
