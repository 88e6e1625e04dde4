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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Redaction}.
 */
class RedactionTests {

	private static String mask(String header, String value, String text) {
		HttpHeaders headers = new HttpHeaders();
		headers.add(header, value);
		return Redaction.of(headers).mask(text);
	}

	@ParameterizedTest
	@CsvSource({ "Bearer sk-12345678, key sk-12345678 expired, key *** expired",
			"Bearer sk-12345678, key SK-12345678 expired, key *** expired",
			"Bearer sk-12345678, key sk-12345...78 expired, key ***...78 expired",
			"sk-12345678, key sk-12345678 expired, key *** expired",
			"Bearer sk-12345678, key sk-1234*** expired, key sk-1234*** expired",
			"Bearer abcd, key abcd expired, key *** expired",
			"Bearer abc, abc is too short to be a key, abc is too short to be a key",
			"Basic dXNlcjpwYXNzd29yZA==, user:password, ***", "Basic dXNlcjpwYXNzd29yZA==, wrong password, wrong ***",
			"Basic dXNlcjpwYXNzd29yZA==, got dXNlcjpwYXNzd29yZA==, got ***",
			"Basic dG9rZW4tMTIzNDo=, token-1234 is not known, *** is not known",
			"Basic ????, ???? is not base64, *** is not base64" })
	void keyAndPasswordAreMasked(String authorization, String text, String masked) {
		assertThat(mask("Authorization", authorization, text)).isEqualTo(masked);
	}

	@ParameterizedTest
	@CsvSource({ "X-Key, abcd1234, got abcd1234!, got ***!", "Proxy-Authorization, Bearer abcd1234, abcd1234, ***",
			"Cookie, session=abcd1234, session=abcd1234, ***", "X-Key, ab cd&1234, got ab%20cd%261234, got ***",
			"X-Key, ab cd&1234, got ab+cd%261234, got ***", "X-Key, ab cd&1234, got ab cd&amp;1234, got ***",
			"X-Key, abcd1234, abcd1234abcd1234, ******", "X-Key, >>>>????, got Pj4+Pj8/Pz8=, got ***=",
			"X-Key, >>>>????, got Pj4-Pj8_Pz8=, got ***=" })
	void secretIsMaskedInEachForm(String header, String value, String text, String masked) {
		assertThat(mask(header, value, text)).isEqualTo(masked);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Type", "accept", "HOST", "User-Agent" })
	void headerThatIsNotSecretStays(String header) {
		assertThat(mask(header, "abcd1234", "abcd1234")).isEqualTo("abcd1234");
	}

	@Test
	void withoutHeadersNothingIsMasked() {
		assertThat(Redaction.NONE.mask("abcd1234")).isEqualTo("abcd1234");
	}

}
