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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests to a mock server with the client of the JDK.
 */
public final class TestHttp {

	public static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private TestHttp() {
	}

	public static HttpResponse<String> generate(MockOllamaServer server, String body) {
		return exchange(server, "POST", "/api/generate", body);
	}

	public static HttpResponse<String> get(MockOllamaServer server, String path) {
		return exchange(server, "GET", path, "");
	}

	public static HttpResponse<String> exchange(MockOllamaServer server, String method, String path, String body) {
		return exchange(server, method, path, body, List.of());
	}

	public static HttpResponse<String> exchange(MockOllamaServer server, String method, String path, String body,
			List<String> headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
			.timeout(Duration.ofSeconds(10))
			.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
		if (!headers.isEmpty()) {
			request.headers(headers.toArray(String[]::new));
		}
		try {
			return CLIENT.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	/** Quotes in a body may be written as single ones. */
	public static String body(String singleQuoted) {
		return singleQuoted.replace('\'', '"');
	}

	public static JsonNode json(HttpResponse<String> response) {
		return MAPPER.readTree(response.body());
	}

	public static List<JsonNode> lines(HttpResponse<String> response) {
		return response.body().lines().map((line) -> MAPPER.readTree(line)).toList();
	}

}
