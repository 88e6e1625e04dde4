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

package io.github.ollamagenerate.autoconfigure.diagnostics;

import io.github.ollamagenerate.BaseUrl;
import io.github.ollamagenerate.InvalidBaseUrlException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link InvalidBaseUrlFailureAnalyzer}.
 */
class InvalidBaseUrlFailureAnalyzerTests {

	@ParameterizedTest
	@CsvSource({ "ftp://gpu,, ollama.base-url", "ftp://gpu, gpu, ollama.base-url",
			"ftp://gpu, ftp://gpu, ollama.base-url", ", ftp://gpu, ollama.host", "' ', ftp://gpu, ollama.host",
			"http://gpu, ftp://gpu, ollama.host" })
	void propertyThatIsInvalidIsNamed(@Nullable String baseUrl, @Nullable String host, String property) {
		FailureAnalysis analysis = analyze(baseUrl, host);
		assertThat(analysis.getDescription()).startsWith("The address 'ftp://gpu'");
		assertThat(analysis.getAction()).isEqualTo("Set the property '" + property
				+ "' to the address of the Ollama server, for example " + property + "=http://localhost:11434");
	}

	@ParameterizedTest
	@CsvSource({ ",", "' ', ''", "http://gpu, gpu:11434" })
	void propertiesThatAreValidAreNotBlamed(@Nullable String baseUrl, @Nullable String host) {
		assertThat(analyze(baseUrl, host).getAction()).startsWith("The address is set in code")
			.doesNotContain("property");
	}

	private static FailureAnalysis analyze(@Nullable String baseUrl, @Nullable String host) {
		MockEnvironment environment = new MockEnvironment();
		if (baseUrl != null) {
			environment.setProperty("ollama.base-url", baseUrl);
		}
		if (host != null) {
			environment.setProperty("ollama.host", host);
		}
		InvalidBaseUrlException failure = catchThrowableOfType(InvalidBaseUrlException.class,
				() -> BaseUrl.parse("ftp://gpu"));
		return new InvalidBaseUrlFailureAnalyzer(environment).analyze(new IllegalStateException(failure));
	}

}
