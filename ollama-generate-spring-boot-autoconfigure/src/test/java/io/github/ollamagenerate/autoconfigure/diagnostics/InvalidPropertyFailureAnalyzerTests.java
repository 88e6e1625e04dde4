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

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import io.github.ollamagenerate.autoconfigure.OllamaGenerateProperties;
import io.github.ollamagenerate.autoconfigure.OllamaGenerateProperties.Pull;
import io.github.ollamagenerate.autoconfigure.OllamaProperties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.core.Ordered;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link InvalidPropertyFailureAnalyzer}.
 */
class InvalidPropertyFailureAnalyzerTests {

	private final MockEnvironment environment = new MockEnvironment();

	private final InvalidPropertyFailureAnalyzer analyzer = new InvalidPropertyFailureAnalyzer(this.environment);

	static Stream<Arguments> forms() {
		return Stream.of(arguments(boolean.class, "true or false"), arguments(Boolean.class, "true or false"),
				arguments(int.class, "a whole number"), arguments(Long.class, "a whole number"),
				arguments(Double.class, "a number such as 0.7"),
				arguments(Duration.class, "a duration such as 500ms, 10s, or 5m"),
				arguments(DataSize.class, "a size such as 512KB or 8MB"),
				arguments(Pull.class, "never or when-missing or always"),
				arguments(Map.class, "a map, with one property for each name"));
	}

	@ParameterizedTest
	@MethodSource("forms")
	void formsOfTheTypeAreNamed(Class<?> type, String forms) {
		this.environment.setProperty("ollama.x", "rubbish");
		FailureAnalysis analysis = analyze("ollama.x", Bindable.of(type));
		assertThat(analysis.getDescription())
			.startsWith("The property 'ollama.x' cannot have the value 'rubbish' (from ");
		assertThat(analysis.getAction()).isEqualTo("Set it to " + forms + ", or leave it out.");
		assertThat(analysis.getCause()).isInstanceOf(BindException.class);
	}

	@Test
	void otherTypeIsExplainedByTheCause() {
		this.environment.setProperty("ollama.x", "rubbish");
		assertThat(analyze("ollama.x", Bindable.of(Charset.class)).getAction()).startsWith("Set it to a valid value: ")
			.contains("rubbish")
			.endsWith(", or leave it out.");
	}

	@Test
	void valueOutOfRangeHasItsReasonAndOrigin() {
		setAtLine("ollama.max-connections", "0");
		FailureAnalysis analysis = analyze("ollama", Bindable.of(OllamaProperties.class));
		assertThat(analysis.getDescription())
			.isEqualTo("The property 'ollama.max-connections' cannot have the value '0' (from line 7).");
		assertThat(analysis.getAction()).isEqualTo("It must be at least 1.");
	}

	@Test
	void valueIsShownAsItIsWritten() {
		this.environment.setProperty("ollama.connect-timeout", "-1s");
		assertThat(analyze("ollama", Bindable.of(OllamaProperties.class)).getDescription())
			.startsWith("The property 'ollama.connect-timeout' cannot have the value '-1s' (from ");
	}

	@Test
	void valueOfAnotherTypeHasItsOrigin() {
		setAtLine("ollama.connect-timeout", "soon");
		assertThat(analyze("ollama", Bindable.of(OllamaProperties.class)).getDescription())
			.isEqualTo("The property 'ollama.connect-timeout' cannot have the value 'soon' (from line 7).");
	}

	@Test
	void groupNamesItsProperties() {
		setAtLine("ollama.generate.retry", "3");
		FailureAnalysis analysis = analyze("ollama.generate", Bindable.of(OllamaGenerateProperties.class));
		assertThat(analysis.getDescription())
			.isEqualTo("The property 'ollama.generate.retry' cannot have the value '3' (from line 7).");
		assertThat(analysis.getAction()).isEqualTo("It is a group of properties. Set one of them: "
				+ "ollama.generate.retry.delay, ollama.generate.retry.max-attempts, ollama.generate.retry.max-delay");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ollama.headers", "ollama.headers.x-team" })
	void headerIsNotShown(String name) {
		this.environment.setProperty(name, "canary");
		assertThat(analyze(name, Bindable.of(Map.class)).getDescription())
			.startsWith("The property '" + name + "' cannot have the value that is set (from ")
			.doesNotContain("canary");
	}

	@ParameterizedTest
	@ValueSource(strings = { "other.x", "ollamas.x", "spring.ollama.x" })
	void propertiesOfOthersAreLeftToOthers(String name) {
		this.environment.setProperty(name, "rubbish");
		assertThat(analyze(name, Bindable.of(Duration.class))).isNull();
	}

	@Test
	void originMayBeUnknown() {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource(Map.of("ollama.max-connections", 0));
		BindException failure = catchThrowableOfType(BindException.class,
				() -> new Binder(source).bind("ollama", OllamaProperties.class));
		assertThat(this.analyzer.analyze(failure).getDescription())
			.isEqualTo("The property 'ollama.max-connections' cannot have the value '0'.");
	}

	@Test
	void otherFailureIsLeftToOthers() {
		this.environment.setProperty("ollama.x", "rubbish");
		BindException failure = catchThrowableOfType(BindException.class,
				() -> Binder.get(this.environment).bind("ollama.x", Bindable.of(String.class), new BindHandler() {

					@Override
					public Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
							Object result) {
						throw new IllegalStateException("of another kind");
					}

				}));
		assertThat(failure).isNotNull();
		assertThat(this.analyzer.analyze(failure)).isNull();
		assertThat(this.analyzer.analyze(new IllegalStateException())).isNull();
	}

	@Test
	void comesBeforeTheAnalyzersOfSpringBoot() {
		assertThat(this.analyzer.getOrder()).isLessThan(Ordered.LOWEST_PRECEDENCE);
	}

	private void setAtLine(String name, String value) {
		this.environment.getPropertySources()
			.addFirst(
					new OriginTrackedMapPropertySource("file", Map.of(name, OriginTrackedValue.of(value, new Line()))));
	}

	private @Nullable FailureAnalysis analyze(String name, Bindable<?> target) {
		BindException failure = catchThrowableOfType(BindException.class,
				() -> Binder.get(this.environment).bind(name, target));
		assertThat(failure).as("failure of the binder").isNotNull();
		return this.analyzer.analyze(new IllegalStateException(failure));
	}

	private static final class Line implements Origin {

		@Override
		public String toString() {
			return "line 7";
		}

	}

}
