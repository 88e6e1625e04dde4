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

package io.github.ollamagenerate.test.internal.model;

import java.util.Map;
import java.util.Random;

import tools.jackson.databind.JsonNode;

/**
 * Makes up numbers and texts within the limits of a JSON schema.
 */
final class SchemaScalars {

	private static final Map<String, String> FORMATS = Map.of("date", "2026-01-31", "date-time", "2026-01-31T12:00:00Z",
			"time", "12:00:00Z", "duration", "PT1M", "email", "canned@example.com", "hostname", "example.com", "ipv4",
			"192.0.2.1", "ipv6", "2001:db8::1", "uri", "https://example.com/canned", "uuid",
			"00000000-0000-4000-8000-000000000000");

	private static final int RANGE = 1000;

	private SchemaScalars() {
	}

	static long integer(JsonNode schema, Random random) {
		double[] limits = limits(schema);
		long low = (long) Math.ceil(limits[0]) + (excludes(schema, "exclusiveMinimum", Math.ceil(limits[0])) ? 1 : 0);
		long high = (long) Math.floor(limits[1])
				- (excludes(schema, "exclusiveMaximum", Math.floor(limits[1])) ? 1 : 0);
		long value = low + (long) ((high - low) * fraction(random));
		long factor = schema.path("multipleOf").asLong(1);
		long multiple = Math.floorDiv(value, Math.max(1, factor)) * Math.max(1, factor);
		return (multiple >= low) ? multiple : multiple + factor;
	}

	static double number(JsonNode schema, Random random) {
		double[] limits = limits(schema);
		return limits[0] + (limits[1] - limits[0]) * fraction(random);
	}

	/** Never 0 or 1, so that a number can lie between limits that are excluded. */
	private static double fraction(Random random) {
		return (1 + random.nextInt(9)) / 10.0;
	}

	private static double[] limits(JsonNode schema) {
		double low = schema.path("minimum").asDouble(schema.path("exclusiveMinimum").asDouble(Double.NaN));
		double high = schema.path("maximum").asDouble(schema.path("exclusiveMaximum").asDouble(Double.NaN));
		if (Double.isNaN(low)) {
			low = Double.isNaN(high) ? 1 : high - RANGE;
		}
		return new double[] { low, Double.isNaN(high) ? low + RANGE : Math.min(high, low + RANGE) };
	}

	private static boolean excludes(JsonNode schema, String word, double limit) {
		JsonNode excluded = schema.path(word);
		return excluded.isNumber() && excluded.doubleValue() == limit;
	}

	static String string(JsonNode schema, Random random) {
		String known = FORMATS.get(schema.path("format").asString(""));
		String text = (known != null) ? known : "canned text " + (1 + random.nextInt(RANGE));
		int least = schema.path("minLength").asInt(0);
		if (text.length() < least) {
			return text + ".".repeat(least - text.length());
		}
		return text.substring(0, Math.min(text.length(), schema.path("maxLength").asInt(text.length())));
	}

}
