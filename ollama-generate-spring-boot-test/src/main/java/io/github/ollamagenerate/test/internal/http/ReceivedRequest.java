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

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import io.github.ollamagenerate.test.internal.fault.FaultPlan;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A request as the server reads it. Apart from {@code RecordedRequest}, so that a server
 * outside of tests needs no assertion library.
 *
 * @param method the HTTP method
 * @param path the path without the query
 * @param headers the first value of each header, by name in any case
 * @param query the query with its question mark, empty if absent
 * @param bytes the body as it was sent
 * @param body the body as text, empty if absent
 * @param json the body as JSON, or null if it is none
 * @param connectionClosed completes with the end of the connection
 * @param faults what is to go wrong with the answer
 */
public record ReceivedRequest(String method, String path, Map<String, String> headers, String query, byte[] bytes,
		String body, @Nullable JsonNode json, CompletableFuture<Void> connectionClosed, FaultPlan faults) {

	public static final String GENERATE = "/api/generate";

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	public static ReceivedRequest of(String method, String path, Iterable<Map.Entry<String, String>> headers,
			String body, CompletableFuture<Void> connectionClosed) {
		return of(method, path, "", headers, body.getBytes(StandardCharsets.UTF_8), connectionClosed);
	}

	static ReceivedRequest of(String method, String path, String query, Iterable<Map.Entry<String, String>> headers,
			byte[] bytes, CompletableFuture<Void> connectionClosed) {
		Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.forEach((header) -> byName.putIfAbsent(header.getKey(), header.getValue()));
		String body = new String(bytes, StandardCharsets.UTF_8);
		return new ReceivedRequest(method, path, byName, query, bytes, body, parse(body), connectionClosed,
				FaultPlan.NONE);
	}

	ReceivedRequest withFaults(FaultPlan newFaults) {
		return new ReceivedRequest(this.method, this.path, this.headers, this.query, this.bytes, this.body, this.json,
				this.connectionClosed, newFaults);
	}

	private static @Nullable JsonNode parse(String body) {
		if (body.isBlank()) {
			return null;
		}
		try {
			return MAPPER.readTree(body);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	public boolean isGenerate() {
		return GENERATE.equals(this.path) && "POST".equals(this.method);
	}

	public @Nullable String header(String name) {
		return this.headers.get(name);
	}

	public @Nullable String model() {
		return text("model");
	}

	public @Nullable String prompt() {
		return text("prompt");
	}

	public boolean streaming() {
		JsonNode stream = field("stream");
		return !stream.isBoolean() || stream.booleanValue();
	}

	public JsonNode option(String name) {
		return field("options").path(name);
	}

	public JsonNode field(String name) {
		return (this.json != null) ? this.json.path(name) : MissingNode.getInstance();
	}

	public @Nullable String text(String name) {
		JsonNode value = field(name);
		return value.isString() ? value.stringValue() : null;
	}

	/** Name the model and the size, never what was asked. */
	@Override
	public String toString() {
		String what = (this.json != null) ? " (model " + model() + ", " + this.body.length() + " characters)" : "";
		return this.method + " " + this.path + what;
	}

}
