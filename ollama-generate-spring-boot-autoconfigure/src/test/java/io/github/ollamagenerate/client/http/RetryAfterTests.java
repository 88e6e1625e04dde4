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

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RetryAfter}.
 */
class RetryAfterTests {

	private static final String DATE = "Wed, 25 Nov 2026 00:08:35 GMT";

	@ParameterizedTest
	@CsvSource({ "90, 90", "' 90 ', 90", "0, 0", "+5, 5", "299.997, 300", "0.2, 1", "5., 5", "3000000000, 3000000000",
			"99999999999999999999999, 9223372036854775807", "-1, 0", "-0.5, 0", "000000000000000000000005, 5" })
	void secondsAreRoundedUp(String value, long seconds) {
		assertThat(RetryAfter.of(headers(value, null))).isEqualTo(Duration.ofSeconds(seconds));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "soon", "1e9", "5 minutes", "0x10", ".", "--5", "Wed, 99 Nov 2026 00:08:35 GMT" })
	void whatIsNeitherIsLeftOut(String value) {
		assertThat(RetryAfter.of(headers(value, null))).isNull();
	}

	@Test
	void nothingIsLeftOut() {
		assertThat(RetryAfter.of(new HttpHeaders())).isNull();
	}

	@Test
	void dateIsByTheClockOfTheServer() {
		assertThat(RetryAfter.of(headers(DATE, "Wed, 25 Nov 2026 00:07:35 GMT"))).isEqualTo(Duration.ofMinutes(1));
		assertThat(RetryAfter.of(headers(DATE, "Wed, 25 Nov 2026 00:09:35 GMT"))).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "now" })
	void dateIsByTheOwnClockIfTheServerNamesNone(String date) {
		HttpHeaders headers = headers(null, date.isEmpty() ? null : date);
		headers.setInstant(HttpHeaders.RETRY_AFTER, Instant.now().plusSeconds(3600));
		assertThat(RetryAfter.of(headers)).isBetween(Duration.ofMinutes(50), Duration.ofMinutes(61));
	}

	private static HttpHeaders headers(String retryAfter, String date) {
		HttpHeaders headers = new HttpHeaders();
		if (retryAfter != null) {
			headers.set(HttpHeaders.RETRY_AFTER, retryAfter);
		}
		if (date != null) {
			headers.set(HttpHeaders.DATE, date);
		}
		return headers;
	}

}
