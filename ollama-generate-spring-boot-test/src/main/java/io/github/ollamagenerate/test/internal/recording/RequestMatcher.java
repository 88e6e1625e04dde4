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

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decides which requests are the same. The order of fields, the notation of numbers, and
 * the encoding of images make no difference.
 */
public final class RequestMatcher {

	private final Set<String> ignoredFields;

	private final UnaryOperator<String> redactor;

	/**
	 * Create a matcher.
	 * @param ignoredFields fields that are not compared, for example {@code options.seed}
	 * @param redactor changes the texts of requests and responses before they are stored
	 * or compared
	 */
	public RequestMatcher(Set<String> ignoredFields, UnaryOperator<String> redactor) {
		this.ignoredFields = Set.copyOf(ignoredFields);
		this.redactor = redactor;
	}

	Redaction redaction(ReceivedRequest request) {
		return new Redaction(this.redactor, Secrets.of(request));
	}

	/** Return a text that is the same for all calls that match. */
	String key(RecordedCall call) {
		StringBuilder key = new StringBuilder(call.method()).append(' ').append(call.path()).append('\n');
		JsonNode json = call.json();
		if (json != null) {
			append(key, CanonicalCall.withImageHashes(json), "");
		}
		for (byte next : call.bytes()) {
			key.append((char) (next & 0xff));
		}
		return key.toString();
	}

	boolean isIgnored(String field) {
		return this.ignoredFields.contains(field);
	}

	private void append(StringBuilder key, JsonNode node, String path) {
		if (node.isObject()) {
			List<String> names = node.propertyNames()
				.stream()
				.filter((name) -> !isIgnored(field(path, name)))
				.sorted()
				.toList();
			for (String name : names) {
				key.append('{').append(JsonMapper.shared().writeValueAsString(name)).append(':');
				append(key, node.get(name), field(path, name));
			}
			key.append('}');
		}
		else if (node.isArray()) {
			node.forEach((element) -> append(key.append('['), element, path));
			key.append(']');
		}
		else if (node.isNumber()) {
			key.append(number(node));
		}
		else {
			key.append(node);
		}
	}

	static String field(String parent, String name) {
		return parent.isEmpty() ? name : parent + "." + name;
	}

	static String number(JsonNode node) {
		return new BigDecimal(node.asString()).stripTrailingZeros().toString();
	}

	@Override
	public String toString() {
		return this.ignoredFields.stream().sorted().collect(Collectors.joining(", "));
	}

}
