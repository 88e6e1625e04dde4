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

package io.github.ollamagenerate.autoconfigure.endpoint;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.endpoint.SanitizableData;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OllamaSanitizingFunction}.
 */
class OllamaSanitizingFunctionTests {

	@ParameterizedTest
	@ValueSource(strings = { "ollama.api-key", "ollama.apiKey", "OLLAMA_API_KEY", "OLLAMA_APIKEY",
			"ollama.headers.X-Team", "OLLAMA_HEADERS_XTEAM", "ollama.headers" })
	void keyAndHeadersAreHidden(String name) {
		assertThat(sanitize(name, "canary")).isEqualTo(SanitizableData.SANITIZED_VALUE);
	}

	@ParameterizedTest
	@CsvSource({ "http://user:canary@gpu:11434, http://***@gpu:11434", "canary@gpu, ***@gpu",
			"https://user:can@ary@gpu/, https://***@gpu/", "' http://user:canary@gpu', ' http://***@gpu'",
			"'http://user:can\\nary@gpu', http://***@gpu", "http://gpu:11434, http://gpu:11434", "'', ''" })
	void addressHasNeitherUserNorPassword(String address, String shown) {
		for (String name : new String[] { "ollama.base-url", "ollama.baseUrl", "OLLAMA_BASE_URL", "ollama.host",
				"OLLAMA_HOST" }) {
			assertThat(sanitize(name, address.replace("\\n", "\n"))).as(name).isEqualTo(shown);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "ollama.generate.model", "spring.ollama.api-key", "ollama.api-key-id", "ollama.hostname",
			"OLLAMA_HOSTS", "other.headers" })
	void otherValuesAreShown(String name) {
		assertThat(sanitize(name, "a@b")).isEqualTo("a@b");
	}

	@Test
	void valueMayBeMissing() {
		assertThat(sanitize("ollama.api-key", null)).isNull();
		assertThat(sanitize("ollama.base-url", null)).isNull();
	}

	private static Object sanitize(String name, Object value) {
		return new OllamaSanitizingFunction().apply(new SanitizableData(null, name, value)).getValue();
	}

}
