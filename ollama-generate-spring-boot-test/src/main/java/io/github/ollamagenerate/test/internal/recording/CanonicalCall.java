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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns a request into what is stored: fields in one order, so that a diff shows only
 * what has changed, and hashes instead of images.
 */
final class CanonicalCall {

	private static final List<String> ORDER = List.of("model", "prompt", "suffix", "images", "format", "options",
			"system", "template", "stream", "raw", "keep_alive", "think", "truncate", "shift", "logprobs",
			"top_logprobs", "context");

	private static final String HASH = "sha256:";

	private CanonicalCall() {
	}

	static RecordedCall of(ReceivedRequest request, Redaction redaction) {
		RecordedCall call = new RecordedCall(request.method(), request.path(), Map.of(), null, new byte[0]);
		byte[] bytes = request.bytes();
		@Nullable JsonNode json = request.body().isBlank() ? null : CompactJson.parse(request.body());
		return (json != null) ? call.withJson(redaction.json(order(withImageHashes(json))))
				: call.withBytes(redaction.bytes(bytes));
	}

	static JsonNode order(JsonNode json) {
		if (!(json instanceof ObjectNode)) {
			return json;
		}
		ObjectNode ordered = JsonMapper.shared().createObjectNode();
		for (String name : ORDER) {
			add(ordered, name, json);
		}
		for (String name : new TreeSet<>(json.propertyNames())) {
			add(ordered, name, json);
		}
		return ordered;
	}

	private static void add(ObjectNode ordered, String name, JsonNode json) {
		@Nullable JsonNode value = json.get(name);
		if (value != null && !ordered.has(name)) {
			// the order of a schema is up to the user: the model answers in it
			ordered.set(name, name.equals("options") ? order(value) : value);
		}
	}

	/** Replace images by their hashes. */
	static JsonNode withImageHashes(JsonNode json) {
		if (!(json instanceof ObjectNode object) || !json.path("images").isArray()) {
			return json;
		}
		ObjectNode hashed = object.deepCopy();
		ArrayNode images = hashed.putArray("images");
		json.get("images").forEach((image) -> {
			if (image.isString() && !image.stringValue().startsWith(HASH)) {
				images.add(HASH + sha256(bytes(image.stringValue())));
			}
			else {
				images.add(image);
			}
		});
		return hashed;
	}

	private static byte[] bytes(String image) {
		try {
			return Base64.getDecoder().decode(image);
		}
		catch (IllegalArgumentException ex) {
			return image.getBytes(StandardCharsets.UTF_8);
		}
	}

	private static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
