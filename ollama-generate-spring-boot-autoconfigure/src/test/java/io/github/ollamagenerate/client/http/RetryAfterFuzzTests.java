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

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any header is a time to wait or none. The input has {@code Retry-After} in its first
 * line and {@code Date} below.
 */
class RetryAfterFuzzTests {

	@FuzzTest(maxDuration = "10m")
	void headerIsATimeToWaitOrNone(byte[] data) {
		String[] lines = new String(data, StandardCharsets.ISO_8859_1).split("\n", 2);
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, lines[0]);
		if (lines.length > 1) {
			headers.set(HttpHeaders.DATE, lines[1]);
		}
		Duration wait = RetryAfter.of(headers);
		if (wait != null) {
			assertThat(wait).isGreaterThanOrEqualTo(Duration.ZERO);
		}
	}

}
