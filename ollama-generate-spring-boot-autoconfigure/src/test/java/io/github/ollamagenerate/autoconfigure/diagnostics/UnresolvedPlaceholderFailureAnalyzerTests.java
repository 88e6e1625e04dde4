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

import java.time.Duration;

import io.github.ollamagenerate.BaseUrl;
import io.github.ollamagenerate.InvalidBaseUrlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.PlaceholderResolutionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link UnresolvedPlaceholderFailureAnalyzer}.
 */
class UnresolvedPlaceholderFailureAnalyzerTests {

	private final MockEnvironment environment = new MockEnvironment();

	private final UnresolvedPlaceholderFailureAnalyzer analyzer = new UnresolvedPlaceholderFailureAnalyzer(
			this.environment);

	@ParameterizedTest
	@ValueSource(strings = { "ollama.base-url", "ollama.host" })
	void addressMayBeThePlaceholder(String property) {
		this.environment.withProperty("ollama.base-url", "http://gpu").withProperty(property, "${NOT_SET}");
		FailureAnalysis analysis = this.analyzer.analyze(new IllegalStateException(invalidBaseUrl()));
		assertThat(analysis.getDescription())
			.isEqualTo("The property '" + property + "' refers to '${NOT_SET}', which cannot be resolved.");
		assertThat(analysis.getAction()).isEqualTo("Set NOT_SET, for example as an environment variable, "
				+ "or add a default value: ${NOT_SET:<default>}");
		assertThat(analysis.getCause()).isInstanceOf(InvalidBaseUrlException.class);
	}

	@Test
	void propertyThatCannotBeBoundIsNamed() {
		this.environment.withProperty("ollama.connect-timeout", "${NOT_SET}");
		assertThat(this.analyzer.analyze(unbound("ollama.connect-timeout")).getDescription())
			.isEqualTo("The property 'ollama.connect-timeout' refers to '${NOT_SET}', which cannot be resolved.");
	}

	@Test
	void propertyOfOthersIsLeftToOthers() {
		this.environment.withProperty("other.timeout", "${NOT_SET}");
		assertThat(this.analyzer.analyze(unbound("other.timeout"))).isNull();
	}

	@Test
	void propertyWithThePlaceholderIsFound() {
		this.environment.withProperty("ollama.api-key", "${OTHER}")
			.withProperty("spring.x", "${NOT_SET}")
			.withProperty("ollama.generate.system", "canary ${NOT_SET}");
		PlaceholderResolutionException unresolved = catchThrowableOfType(PlaceholderResolutionException.class,
				() -> this.environment.resolveRequiredPlaceholders("${NOT_SET}"));
		FailureAnalysis analysis = this.analyzer.analyze(new IllegalStateException(unresolved));
		assertThat(analysis.getDescription())
			.isEqualTo("The property 'ollama.generate.system' refers to '${NOT_SET}', which cannot be resolved.");
		assertThat(analysis.getCause()).isSameAs(unresolved);
	}

	@Test
	void placeholderThatNoPropertyOfOursHasIsLeftToOthers() {
		this.environment.withProperty("spring.x", "${NOT_SET}").withProperty("ollama.api-key", "${OTHER}");
		assertThat(this.analyzer.analyze(catchThrowableOfType(PlaceholderResolutionException.class,
				() -> this.environment.resolveRequiredPlaceholders("${NOT_SET}"))))
			.isNull();
	}

	@Test
	void failureWithoutAPlaceholderIsLeftToOthers() {
		this.environment.withProperty("ollama.base-url", "ftp://gpu")
			.withProperty("ollama.connect-timeout", "soon")
			.withProperty("ollama.api-key", "${NOT_SET}");
		assertThat(this.analyzer.analyze(invalidBaseUrl())).isNull();
		assertThat(this.analyzer.analyze(unbound("ollama.connect-timeout"))).isNull();
		assertThat(this.analyzer.analyze(new IllegalStateException(new IllegalArgumentException()))).isNull();
	}

	@Test
	void comesBeforeTheAnalyzerThatReadsTheValue() {
		assertThat(this.analyzer.getOrder())
			.isLessThan(new InvalidPropertyFailureAnalyzer(this.environment).getOrder());
	}

	private static InvalidBaseUrlException invalidBaseUrl() {
		return catchThrowableOfType(InvalidBaseUrlException.class, () -> BaseUrl.parse("ftp://gpu"));
	}

	private BindException unbound(String name) {
		BindException failure = catchThrowableOfType(BindException.class,
				() -> Binder.get(this.environment).bind(name, Duration.class));
		assertThat(failure).as("failure of the binder").isNotNull();
		return failure;
	}

}
