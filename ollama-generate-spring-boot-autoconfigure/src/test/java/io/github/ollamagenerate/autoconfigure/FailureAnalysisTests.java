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

package io.github.ollamagenerate.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.Configurations;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests what a user sees who has set a property to something that it cannot be.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTests {

	static Stream<String> propertiesThatAreNoText() throws IOException {
		try (InputStream json = FailureAnalysisTests.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			JsonNode properties = new JsonMapper().readTree(json).get("properties");
			List<String> anyText = List.of("java.lang.String", "java.util.List<java.lang.String>");
			return properties.valueStream()
				.filter((property) -> property.get("name").stringValue().startsWith("ollama."))
				// tested below: it is read before anything is bound
				.filter((property) -> !property.get("name").stringValue().equals("ollama.enabled"))
				.filter((property) -> !anyText.contains(property.get("type").stringValue()))
				.map((property) -> property.get("name").stringValue())
				.toList()
				.stream();
		}
	}

	@ParameterizedTest
	@MethodSource("propertiesThatAreNoText")
	void wordInPlaceOfAnotherTypeIsExplained(String property, CapturedOutput output) {
		fail("--" + property + "=rubbish");
		boolean isSecret = property.equals("ollama.headers");
		assertThat(output).contains("The property '" + property + "' cannot have the value")
			.contains(isSecret ? "that is set" : "'rubbish'")
			.containsPattern("Set it to .+, or leave it out")
			.doesNotContain("java.lang.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			ollama.connect-timeout | soon | a duration such as 500ms, 10s, or 5m
			ollama.max-in-memory-size | big | a size such as 512KB or 8MB
			ollama.generate.raw | maybe | true or false
			ollama.generate.pull | sometimes | never or when-missing or always
			ollama.generate.keep-alive | PT5M | seconds such as 3600, a duration such as 10m or 1h30m, 0 to unload
			ollama.generate.options.num-ctx | 8k | a whole number
			ollama.generate.options.temperature | hot | a number such as 0.7
			""")
	void acceptedFormsAreNamed(String property, String value, String forms, CapturedOutput output) {
		fail("--" + property + "=" + value);
		assertThat(output).contains("'" + value + "'").contains("Set it to " + forms);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			ollama.max-connections | 0 | It must be at least 1
			ollama.pending-acquire-max-count | -2 | It must be at least -1
			ollama.pending-acquire-timeout | -1s | It must not be negative
			ollama.connect-timeout | -1s | It must not be negative
			ollama.max-in-memory-size | 0B | It must be at least 1B
			ollama.max-in-memory-size | 3GB | less than 2GB
			ollama.generate.timeout.idle | -1s | It must not be negative
			ollama.generate.retry.max-attempts | 0 | It must be at least 1
			ollama.generate.retry.delay | -1s | It must not be negative
			ollama.generate.options.num-ctx | -1 | It must be at least 0
			ollama.generate.options.stop | , | A stop text must not be empty
			ollama.health.timeout | 0s | It must be longer than zero
			""")
	void valueOutOfRangeIsExplained(String property, String value, String reason, CapturedOutput output) {
		fail("--" + property + "=" + value);
		assertThat(output).contains("The property '" + property + "' cannot have the value '" + value + "'")
			.contains(reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "rubbish", "yes", "" })
	void enabledIsTrueOrFalse(String value, CapturedOutput output) {
		fail("--ollama.enabled=" + value);
		assertThat(output).contains("Invalid value '" + value + "' for configuration property 'ollama.enabled'")
			.contains("It must be true or false");
	}

	@ParameterizedTest
	@CsvSource({ "ollama.connect-timeout, soon", "ollama.connect-timeout, -1s", "ollama.generate.keep-alive, PT5M" })
	void originIsNamed(String property, String value, CapturedOutput output) {
		fail("--" + property + "=" + value);
		assertThat(output).contains("(from \"" + property + "\" from property source \"commandLineArgs\")");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--ollama.api-key=canary\nx", "--ollama.api-key=canar\u00fd",
			"--ollama.headers.X-Key=canary\r\nHost: x", "--ollama.headers[bad name]=canary" })
	void headerThatCannotBeSentIsExplainedWithoutItsValue(String property, CapturedOutput output) {
		fail(property);
		assertThat(output).containsPattern("The property 'ollama\\.(api-key|headers\\.(X-Key|bad name))' has a")
			.contains("a single line of visible ASCII characters")
			.doesNotContain("canar");
	}

	@Test
	void unknownSslBundleIsExplained(CapturedOutput output) {
		fail("--ollama.ssl.bundle=missing");
		assertThat(output).contains("The property 'ollama.ssl.bundle' has the value 'missing'")
			.contains("spring.ssl.bundle.pem.missing.*");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			ollama.base-url               | http://localhost:${NOT_SET}
			ollama.base-url               | http://${HOST:canary.${NOT_SET}}
			ollama.host                   | ${NOT_SET}
			ollama.enabled                | ${NOT_SET}
			ollama.load-balanced          | ${NOT_SET}
			ollama.connect-timeout        | ${NOT_SET}s
			ollama.headers                | canary ${NOT_SET}
			ollama.generate.options       | ${NOT_SET}
			ollama.generate.options.seed  | ${NOT_SET}
			ollama.generate.timeout.idle  | ${NOT_SET}
			""")
	void unresolvedPlaceholderIsExplained(String property, String value, CapturedOutput output) {
		fail("--" + property + "=" + value);
		String explanation = output.getOut().substring(output.getOut().indexOf("Description:"));
		assertThat(explanation)
			.contains("The property '" + property + "' refers to '${NOT_SET}', which cannot be resolved")
			.contains("Set NOT_SET, for example as an environment variable")
			.contains("${NOT_SET:<default>}")
			.doesNotContain("canary");
		assertThat(output).doesNotContain("\tat ");
	}

	@Test
	void extraOptionThatIsAListIsExplained(CapturedOutput output) {
		fail("--ollama.generate.options.extra.list[0]=a");
		assertThat(output).contains("ollama.generate.options.extra.list[0]").contains("Set lists in code");
	}

	private static void fail(String... arguments) {
		Class<?>[] application = Configurations.getClasses(AutoConfigurations.of(OllamaContextRunner.all()));
		assertThatException().isThrownBy(() -> SpringApplication.run(application, arguments).close());
	}

}
