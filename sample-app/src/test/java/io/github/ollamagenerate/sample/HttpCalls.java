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

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * HTTP over a real socket.
 */
final class HttpCalls {

	private static final JsonMapper MAPPER = new JsonMapper();

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final String baseUrl;

	HttpCalls(int port) {
		this.baseUrl = "http://127.0.0.1:" + port;
	}

	HttpResponse<String> get(String path) {
		return send(request(path).GET(), HttpResponse.BodyHandlers.ofString());
	}

	HttpResponse<String> generate(String accept, String body) {
		return generate(accept, body, HttpResponse.BodyHandlers.ofString());
	}

	<T> HttpResponse<T> generate(String accept, String body, HttpResponse.BodyHandler<T> handler) {
		return send(request("/generate").header("Content-Type", "application/json")
			.header("Accept", accept)
			.POST(HttpRequest.BodyPublishers.ofString(body)), handler);
	}

	HttpResponse<String> post(String path, String contentType, HttpRequest.BodyPublisher body, String... headers) {
		HttpRequest.Builder request = request(path).header("Content-Type", contentType).POST(body);
		return send((headers.length > 0) ? request.headers(headers) : request, HttpResponse.BodyHandlers.ofString());
	}

	HttpResponse<String> postJson(String path, String body) {
		return post(path, "application/json", HttpRequest.BodyPublishers.ofString(body));
	}

	HttpResponse<String> delete(String path) {
		return send(request(path).DELETE(), HttpResponse.BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.baseUrl + path)).timeout(Duration.ofSeconds(20));
	}

	private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
		try {
			return this.client.send(request.build(), handler);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	static JsonNode json(String text) {
		return MAPPER.readTree(text);
	}

	static String contentType(HttpResponse<?> response) {
		return response.headers().firstValue("Content-Type").orElse("");
	}

}
