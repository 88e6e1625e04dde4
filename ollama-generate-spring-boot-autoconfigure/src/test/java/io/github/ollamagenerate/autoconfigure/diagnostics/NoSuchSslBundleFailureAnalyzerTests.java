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

import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NoSuchSslBundleFailureAnalyzer}.
 */
class NoSuchSslBundleFailureAnalyzerTests {

	private final MockEnvironment environment = new MockEnvironment();

	private final NoSuchSslBundleFailureAnalyzer analyzer = new NoSuchSslBundleFailureAnalyzer(this.environment);

	@Test
	void bundleOfThePropertyIsExplained() {
		this.environment.setProperty("ollama.ssl.bundle", "gpu");
		FailureAnalysis analysis = this.analyzer.analyze(missing("gpu"));
		assertThat(analysis.getDescription()).isEqualTo(
				"The property 'ollama.ssl.bundle' has the value 'gpu', but there is no SSL bundle with that name.");
		assertThat(analysis.getAction()).contains("spring.ssl.bundle.pem.gpu.*", "spring.ssl.bundle.jks.gpu.*");
		assertThat(analysis.getCause()).isInstanceOf(NoSuchSslBundleException.class);
	}

	@Test
	void bundleOfOthersIsLeftToOthers() {
		assertThat(this.analyzer.analyze(missing("mail"))).isNull();
		this.environment.setProperty("ollama.ssl.bundle", "gpu");
		assertThat(this.analyzer.analyze(missing("mail"))).isNull();
	}

	private static Throwable missing(String name) {
		return new IllegalStateException(new NoSuchSslBundleException(name, "missing"));
	}

}
