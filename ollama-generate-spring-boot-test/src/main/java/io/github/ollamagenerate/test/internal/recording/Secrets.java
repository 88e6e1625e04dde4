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

import io.github.ollamagenerate.test.internal.http.ReceivedRequest;

/**
 * The values of a request's headers that are nobody's business. A server can repeat them,
 * for example in an error about a key.
 */
final class Secrets {

	/** The values of all others are secret. */
	private static final Set<String> HARMLESS = names("Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language",
			"Cache-Control", "Connection", "Content-Length", "Content-Type", "Expect", "Host", "Origin", "Referer",
			"Transfer-Encoding", "Upgrade", "User-Agent", "Via");

	/** A shorter value is a common word, and no key. */
	private static final int MIN_LENGTH = 8;

	private static final String MASK = "***";

	private final List<String> values;

	private Secrets(List<String> values) {
		this.values = values;
	}

	static Secrets of(ReceivedRequest request) {
		List<String> values = new ArrayList<>();
		request.headers().forEach((name, value) -> {
			if (!HARMLESS.contains(name)) {
				add(values, value);
				// a scheme and a key, or the name and the value of a cookie
				for (String part : value.split("[ ;=,]+")) {
					add(values, part);
				}
			}
		});
		values.sort((one, other) -> other.length() - one.length());
		return new Secrets(values);
	}

	private static void add(List<String> values, String value) {
		if (value.length() >= MIN_LENGTH) {
			values.add(value);
		}
	}

	String mask(String text) {
		String masked = text;
		for (String value : this.values) {
			masked = masked.replace(value, MASK);
		}
		return masked;
	}

	private static Set<String> names(String... names) {
		Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		set.addAll(List.of(names));
		return set;
	}

}
