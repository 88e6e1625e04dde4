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

package io.github.ollamagenerate.test.internal.fault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads faults: as text like {@code cut-after-tokens=3,percent=20,seed=42}, or as JSON
 * with the same names.
 */
public final class FaultFormat {

	/** What a fault consists of, for people. */
	public static final String ACCEPTED = "latency=MILLISECONDS, bandwidth=BYTES_PER_SECOND, stall-after-tokens=N,"
			+ " cut-after-tokens=N, cut-after-bytes=N, error-after-tokens=N, or busy=RETRY_AFTER_SECONDS,"
			+ " and percent=1-100 and seed=NUMBER";

	static final String PERCENT = "percent";

	static final String SEED = "seed";

	private FaultFormat() {
	}

	/**
	 * Read a fault from text.
	 * @throws IllegalArgumentException if it is not one; the message says why
	 */
	public static Fault parse(String text) {
		Map<String, Long> fields = new LinkedHashMap<>();
		for (String field : text.split(",", -1)) {
			int equals = field.indexOf('=');
			String name = (equals < 0) ? field : field.substring(0, equals);
			if (fields.put(name, number(name, field.substring(equals + 1))) != null) {
				throw new IllegalArgumentException("'" + name + "' must not be set twice");
			}
		}
		return fault(fields);
	}

	/**
	 * Read faults from JSON.
	 * @param json an array of objects; null if the text is not valid JSON
	 * @throws IllegalArgumentException if it is anything else; the message says why
	 */
	public static List<Fault> parse(@Nullable JsonNode json) {
		if (json == null || !json.isArray()) {
			throw new IllegalArgumentException("The body must be a JSON array of faults");
		}
		List<Fault> faults = new ArrayList<>();
		for (JsonNode element : json) {
			if (!element.isObject()) {
				throw new IllegalArgumentException("A fault must be a JSON object");
			}
			Map<String, Long> fields = new LinkedHashMap<>();
			element.properties()
				.forEach((field) -> fields.put(field.getKey(), number(field.getKey(),
						// a text is not a number, even if it consists of digits
						field.getValue().isNumber() ? field.getValue().asString() : field.getValue().toString())));
			faults.add(fault(fields));
		}
		return faults;
	}

	private static Long number(String name, String value) {
		try {
			return Long.valueOf(value);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("'" + name + "' must be a whole number, was '" + value + "'");
		}
	}

	private static Fault fault(Map<String, Long> fields) {
		@Nullable Long percent = fields.remove(PERCENT);
		@Nullable Long seed = fields.remove(SEED);
		if (fields.size() != 1) {
			throw new IllegalArgumentException("A fault must have exactly one type, had "
					+ (fields.isEmpty() ? "none" : String.join(" and ", fields.keySet())));
		}
		Map.Entry<String, Long> type = fields.entrySet().iterator().next();
		Fault fault = Fault.of(type(type.getKey()), type.getValue());
		if (percent != null) {
			fault = fault.withPercent(percent);
		}
		return (seed != null) ? fault.withSeed(seed) : fault;
	}

	private static Fault.Type type(String name) {
		for (Fault.Type type : Fault.Type.values()) {
			if (type.toString().equals(name)) {
				return type;
			}
		}
		throw new IllegalArgumentException("'" + name + "' is not a type of fault");
	}

}
