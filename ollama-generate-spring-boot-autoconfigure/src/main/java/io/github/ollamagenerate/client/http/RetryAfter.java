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

package io.github.ollamagenerate.client.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Reads the header {@code Retry-After}, which holds seconds or a date.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#field.retry-after">RFC 9110</a>
 */
final class RetryAfter {

	// a whole number by the standard; some servers send a part of a second
	private static final Pattern SECONDS = Pattern.compile("[-+]?\\d{1,1000}(\\.\\d{0,1000})?");

	private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);

	private RetryAfter() {
	}

	/**
	 * Return how long the server asks to wait.
	 * @param headers the headers of the answer
	 * @return the time in whole seconds, zero for a time that has passed; {@code null} if
	 * there is none, or none that can be read
	 */
	static @Nullable Duration of(HttpHeaders headers) {
		String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
		if (value == null) {
			return null;
		}
		String text = value.trim();
		return SECONDS.matcher(text).matches() ? seconds(text) : untilDate(headers);
	}

	private static Duration seconds(String text) {
		BigDecimal seconds = new BigDecimal(text).setScale(0, RoundingMode.CEILING);
		return Duration.ofSeconds(seconds.max(BigDecimal.ZERO).min(LONGEST).longValueExact());
	}

	private static @Nullable Duration untilDate(HttpHeaders headers) {
		Instant date = date(headers, HttpHeaders.RETRY_AFTER);
		if (date == null) {
			return null;
		}
		// by the server's clock, which may not be ours
		Instant now = date(headers, HttpHeaders.DATE);
		Duration wait = Duration.between((now != null) ? now : Instant.now(), date);
		return wait.isNegative() ? Duration.ZERO : wait;
	}

	private static @Nullable Instant date(HttpHeaders headers, String name) {
		try {
			long date = headers.getFirstDate(name);
			return (date != -1) ? Instant.ofEpochMilli(date) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
