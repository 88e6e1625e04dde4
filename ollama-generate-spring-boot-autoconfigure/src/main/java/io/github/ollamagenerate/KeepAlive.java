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

package io.github.ollamagenerate;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Time to keep the model loaded after a request.
 * <p>
 * Whole numbers are sent as JSON numbers of seconds. A negative number means
 * indefinitely, and zero unloads the model immediately. Other values are sent as a Go
 * duration such as {@code 1h30m}. If a request has no keep-alive, the server decides.
 *
 * @see <a href= "https://pkg.go.dev/time#ParseDuration">Go durations</a>
 */
public final class KeepAlive {

	private static final Pattern WHOLE_NUMBER = Pattern.compile("[-+]?\\d{1,18}");

	// possessive: a group that may backtrack takes stack for each repetition
	private static final Pattern GO_DURATION = Pattern
		.compile("[-+]?((\\d+(\\.\\d*)?|\\.\\d+)(ns|us|\u00B5s|\u03BCs|ms|s|m|h))++");

	private static final Pattern AMOUNT = Pattern.compile("([\\d.]+)([^\\d.]+)");

	private static final Map<String, Long> NANOSECONDS = Map.of("ns", 1L, "us", 1_000L, "\u00B5s", 1_000L, "\u03BCs",
			1_000L, "ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);

	// 292 years: a duration of Go is a number of nanoseconds
	private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);

	private static final KeepAlive FOREVER = new KeepAlive(-1L);

	private static final KeepAlive UNLOAD = new KeepAlive(0L);

	private final Object value;

	private KeepAlive(Object value) {
		this.value = value;
	}

	/**
	 * Return the value that keeps the model loaded indefinitely.
	 * @return the keep-alive, sent as {@code -1}
	 */
	public static KeepAlive forever() {
		return FOREVER;
	}

	/**
	 * Return the value that unloads the model when the request is complete.
	 * @return the keep-alive, sent as {@code 0}
	 */
	public static KeepAlive unload() {
		return UNLOAD;
	}

	/**
	 * Create a keep-alive from a number of seconds.
	 * @param seconds the number of seconds; negative means indefinitely, zero unloads the
	 * model immediately
	 * @return the keep-alive
	 * @throws IllegalArgumentException if it exceeds 292 years, the maximum of the server
	 */
	public static KeepAlive seconds(long seconds) {
		checkLength(BigDecimal.valueOf(seconds).scaleByPowerOfTen(9), seconds);
		return new KeepAlive(seconds);
	}

	/**
	 * Create a keep-alive from a duration, which is sent as a Go duration.
	 * @param duration the duration, not negative
	 * @return the keep-alive
	 * @throws IllegalArgumentException if the duration is negative, or exceeds 292 years,
	 * the maximum of the server
	 */
	public static KeepAlive of(Duration duration) {
		Assert.notNull(duration, "'duration' must not be null");
		Assert.isTrue(!duration.isNegative(), "'duration' must not be negative; use KeepAlive.forever()");
		checkLength(BigDecimal.valueOf(duration.getSeconds())
			.scaleByPowerOfTen(9)
			.add(BigDecimal.valueOf(duration.getNano())), duration);
		return duration.isZero() ? UNLOAD : new KeepAlive(goDuration(duration));
	}

	/**
	 * Parse a configured value: seconds ({@code 3600}, {@code 0}, {@code -1}) or a Go
	 * duration ({@code 10m}, {@code 1h30m}).
	 * @param text the configured text
	 * @return the keep-alive
	 * @throws IllegalArgumentException if the text is neither, or exceeds 292 years, the
	 * maximum of the server
	 */
	public static KeepAlive of(String text) {
		Assert.notNull(text, "'text' must not be null");
		String trimmed = text.trim();
		if (WHOLE_NUMBER.matcher(trimmed).matches()) {
			return seconds(Long.parseLong(trimmed));
		}
		Assert.isTrue(GO_DURATION.matcher(trimmed).matches(), () -> "'" + trimmed
				+ "' is not a valid keep-alive: use seconds (3600, 0 to unload, -1 to keep the model loaded indefinitely) "
				+ "or a duration such as 10m or 1h30m");
		BigDecimal nanoseconds = AMOUNT.matcher(trimmed)
			.results()
			.map((amount) -> new BigDecimal(amount.group(1))
				.multiply(BigDecimal.valueOf(NANOSECONDS.getOrDefault(amount.group(2), 0L))))
			.reduce(BigDecimal.ZERO, BigDecimal::add);
		checkLength(nanoseconds, trimmed);
		return new KeepAlive(trimmed);
	}

	private static void checkLength(BigDecimal nanoseconds, Object value) {
		Assert.isTrue(nanoseconds.compareTo(LONGEST) <= 0, () -> "A keep-alive of '" + value
				+ "' exceeds 292 years, the maximum of the server: use KeepAlive.forever(), or -1 in a property");
	}

	private static String goDuration(Duration duration) {
		StringBuilder text = new StringBuilder();
		append(text, duration.toHours(), "h");
		append(text, duration.toMinutesPart(), "m");
		append(text, duration.toSecondsPart(), "s");
		append(text, duration.toNanosPart(), "ns");
		return text.toString();
	}

	private static void append(StringBuilder text, long amount, String unit) {
		if (amount != 0) {
			text.append(amount).append(unit);
		}
	}

	/**
	 * Return the value to send: a {@link Long} of seconds, or a {@link String} that is a
	 * Go duration.
	 * @return the value to send
	 */
	public Object value() {
		return this.value;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof KeepAlive that && this.value.equals(that.value);
	}

	@Override
	public int hashCode() {
		return this.value.hashCode();
	}

	@Override
	public String toString() {
		return this.value.toString();
	}

}
