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

package io.github.ollamagenerate.test.internal.go;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.ollamagenerate.test.internal.Refusal;

/**
 * Reads durations as Go does, for example {@code 1h30m}.
 */
public final class GoDuration {

	/** The longest one Go knows, 292 years. */
	public static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

	private static final Map<String, Long> NANOS = Map.of("ns", 1L, "us", 1_000L, "\u00b5s", 1_000L, "\u03bcs", 1_000L,
			"ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);

	private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)([^\\d.]*)");

	private GoDuration() {
	}

	public static Duration parse(String text) {
		String parts = (text.startsWith("-") || text.startsWith("+")) ? text.substring(1) : text;
		if (parts.equals("0")) {
			return Duration.ZERO;
		}
		Matcher matcher = PART.matcher(parts);
		BigDecimal nanos = BigDecimal.ZERO;
		int end = 0;
		while (matcher.region(end, parts.length()).lookingAt()) {
			String name = matcher.group(2);
			Long unit = NANOS.get(name);
			if (unit == null) {
				throw refusal(name.isEmpty() ? "missing unit in" : "unknown unit " + quote(name) + " in", text);
			}
			nanos = nanos.add(new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit)));
			end = matcher.end();
		}
		BigDecimal signed = text.startsWith("-") ? nanos.negate() : nanos;
		if (end == 0 || end < parts.length() || signed.toBigInteger().bitLength() >= Long.SIZE) {
			throw refusal("invalid", text);
		}
		return Duration.ofNanos(signed.longValue());
	}

	private static Refusal refusal(String problem, String text) {
		return new Refusal(400, "time: " + problem + " duration " + quote(text));
	}

	/** The package {@code time} quotes in its own way. */
	private static String quote(String text) {
		StringBuilder out = new StringBuilder().append('"');
		for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
			if (b < ' ') {
				// also the bytes of what is not ASCII, which are negative
				out.append(String.format("\\x%02x", b));
			}
			else {
				out.append((b == '"' || b == '\\') ? "\\" : "").append((char) b);
			}
		}
		return out.append('"').toString();
	}

}
