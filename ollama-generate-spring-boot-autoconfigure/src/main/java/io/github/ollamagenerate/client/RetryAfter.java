package io.github.ollamagenerate.client;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Reads the header {@code Retry-After}, which holds seconds or a date.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#field.retry-after">RFC 9110</a>
 */
final class RetryAfter {

	private RetryAfter() {
	}

	/**
	 * Return how long the server asks to wait.
	 * @param headers the headers of the answer
	 * @return the time, zero for a date that has passed; {@code null} if there is none,
	 * or none that can be read
	 */
	static @Nullable Duration of(HttpHeaders headers) {
		String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
		if (value == null) {
			return null;
		}
		try {
			return value.trim().matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(value.trim()))
					: untilDate(headers);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static @Nullable Duration untilDate(HttpHeaders headers) {
		long date = headers.getFirstDate(HttpHeaders.RETRY_AFTER);
		if (date == -1) {
			return null;
		}
		// by the server's clock, which may not be ours
		long now = headers.getFirstDate(HttpHeaders.DATE);
		Instant from = (now != -1) ? Instant.ofEpochMilli(now) : Instant.now();
		Duration wait = Duration.between(from, Instant.ofEpochMilli(date));
		return wait.isNegative() ? Duration.ZERO : wait;
	}

}
