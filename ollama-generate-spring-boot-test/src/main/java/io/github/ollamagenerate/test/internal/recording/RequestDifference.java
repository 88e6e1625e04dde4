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

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * How a request differs from a recorded one, for people.
 */
final class RequestDifference {

	/** Larger than the differences of any two bodies. */
	private static final double ANOTHER_ENDPOINT = 1_000;

	private static final int EXCERPT_LENGTH = 24;

	private final RequestMatcher matcher;

	private final List<String> summary = new ArrayList<>();

	private final List<String> details = new ArrayList<>();

	private double distance;

	private RequestDifference(RequestMatcher matcher) {
		this.matcher = matcher;
	}

	static RequestDifference of(RecordedCall recorded, RecordedCall requested, RequestMatcher matcher) {
		RequestDifference difference = new RequestDifference(matcher);
		String one = recorded.method() + " " + recorded.path();
		String other = requested.method() + " " + requested.path();
		if (!one.equals(other)) {
			difference.add(ANOTHER_ENDPOINT, "recorded " + one + ", requested " + other, "");
			return difference;
		}
		difference.compare("", json(recorded), json(requested));
		if (recorded.json() == null && requested.json() == null
				&& !matcher.key(recorded).equals(matcher.key(requested))) {
			difference.add(1, "body differs", "");
		}
		return difference;
	}

	/** How far the requests are apart; zero if they match. */
	double distance() {
		return this.distance;
	}

	/** The differences without content. */
	List<String> summary() {
		return this.summary;
	}

	/** The differences with excerpts of the content. */
	List<String> details() {
		return this.details;
	}

	private static JsonNode json(RecordedCall call) {
		@Nullable JsonNode json = call.json();
		return (json != null) ? CanonicalCall.withImageHashes(json) : MissingNode.getInstance();
	}

	private void compare(String field, JsonNode recorded, JsonNode requested) {
		if (this.matcher.isIgnored(field)) {
			return;
		}
		if (recorded.isObject() && requested.isObject()) {
			Set<String> names = new TreeSet<>(recorded.propertyNames());
			names.addAll(requested.propertyNames());
			names.forEach(
					(name) -> compare(RequestMatcher.field(field, name), recorded.path(name), requested.path(name)));
		}
		else if (recorded.isArray() && requested.isArray() && recorded.size() == requested.size()) {
			for (int i = 0; i < recorded.size(); i++) {
				compare(field + "[" + i + "]", recorded.get(i), requested.get(i));
			}
		}
		else if (recorded.isString() && requested.isString()) {
			compareTexts(field, recorded.stringValue(), requested.stringValue());
		}
		else if (recorded.isNumber() && requested.isNumber()) {
			String one = RequestMatcher.number(recorded);
			String other = RequestMatcher.number(requested);
			if (!one.equals(other)) {
				add(1, named(field) + " " + recorded + " / " + requested, "");
			}
		}
		else if (!recorded.equals(requested)) {
			compareOthers(field, recorded, requested);
		}
	}

	private void compareTexts(String field, String recorded, String requested) {
		if (recorded.equals(requested)) {
			return;
		}
		if (field.startsWith("images[")) {
			add(1, field + " is another image", "");
			return;
		}
		int same = 0;
		while (same < Math.min(recorded.length(), requested.length())
				&& recorded.charAt(same) == requested.charAt(same)) {
			same++;
		}
		double different = 1 - (double) same / Math.max(recorded.length(), requested.length());
		// another model is another question
		add(different + (field.equals("model") ? 2 : 1), named(field) + " differs at character " + (same + 1),
				": " + excerpt(recorded, same) + " / " + excerpt(requested, same));
	}

	private void compareOthers(String field, JsonNode recorded, JsonNode requested) {
		if (recorded.isMissingNode()) {
			add(1, named(field) + " is not recorded", ": - / " + cut(requested.toString()));
		}
		else if (requested.isMissingNode()) {
			add(1, named(field) + " is not requested", ": " + cut(recorded.toString()) + " / -");
		}
		else {
			add(1, named(field) + " differs", ": " + cut(recorded.toString()) + " / " + cut(requested.toString()));
		}
	}

	private static String named(String field) {
		return field.isEmpty() ? "body" : field;
	}

	private void add(double distance, String summary, String detail) {
		this.distance += distance;
		this.summary.add(summary);
		this.details.add(summary + detail);
	}

	private static String cut(String json) {
		return (json.length() > 2 * EXCERPT_LENGTH) ? json.substring(0, 2 * EXCERPT_LENGTH) + "..." : json;
	}

	private static String excerpt(String text, int index) {
		int start = Math.max(0, index - EXCERPT_LENGTH / 2);
		int end = Math.min(text.length(), index + EXCERPT_LENGTH);
		String excerpt = text.substring(start, end).replace("\n", "\\n").replace("\r", "\\r");
		return "\"" + ((start > 0) ? "..." : "") + excerpt + ((end < text.length()) ? "..." : "") + "\"";
	}

}
