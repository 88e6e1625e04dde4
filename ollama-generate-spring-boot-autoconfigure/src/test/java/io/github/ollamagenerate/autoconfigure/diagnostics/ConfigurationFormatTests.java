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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.autoconfigure.OllamaContextRunner;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The same configuration in each format that Spring Boot reads, and mistakes in it.
 */
@ExtendWith(MockOllamaExtension.class)
class ConfigurationFormatTests {

	private static final String YAML = """
			ollama:
			  generate:
			    think: true
			    keep-alive: 3600
			    raw: false
			    timeout:
			      first-chunk: 10m
			    options:
			      seed: 42
			      temperature: 0.7
			      num-ctx: 4096
			      stop: [END, STOP]
			      use-mmap: true
			      extra:
			        low_vram: true
			        mirostat: 2
			        mirostat_tau: 4.5
			""";

	private static final String PROPERTIES = """
			ollama.generate.think=true
			ollama.generate.keep-alive=3600
			ollama.generate.raw=false
			ollama.generate.timeout.first-chunk=10m
			ollama.generate.options.seed=42
			ollama.generate.options.temperature=0.7
			ollama.generate.options.numCtx=4096
			ollama.generate.options.stop=END, STOP
			ollama.generate.options.use_mmap=true
			ollama.generate.options.extra.low_vram=true
			ollama.generate.options.extra.mirostat=2
			ollama.generate.options.extra.mirostat_tau=4.5
			""";

	private static final Map<String, Object> ENVIRONMENT = Map.ofEntries(Map.entry("OLLAMA_GENERATE_THINK", "true"),
			Map.entry("OLLAMA_GENERATE_KEEPALIVE", "3600"), Map.entry("OLLAMA_GENERATE_RAW", "false"),
			Map.entry("OLLAMA_GENERATE_TIMEOUT_FIRSTCHUNK", "10m"), Map.entry("OLLAMA_GENERATE_OPTIONS_SEED", "42"),
			Map.entry("OLLAMA_GENERATE_OPTIONS_TEMPERATURE", "0.7"),
			Map.entry("OLLAMA_GENERATE_OPTIONS_NUMCTX", "4096"), Map.entry("OLLAMA_GENERATE_OPTIONS_STOP_0", "END"),
			Map.entry("OLLAMA_GENERATE_OPTIONS_STOP_1", "STOP"), Map.entry("OLLAMA_GENERATE_OPTIONS_USEMMAP", "true"),
			Map.entry("OLLAMA_GENERATE_OPTIONS_EXTRA_LOW_VRAM", "true"),
			Map.entry("OLLAMA_GENERATE_OPTIONS_EXTRA_MIROSTAT", "2"),
			Map.entry("OLLAMA_GENERATE_OPTIONS_EXTRA_MIROSTAT_TAU", "4.5"),
			Map.entry("OLLAMA_GENERATE_OPTIONS_OF_ANOTHER_PROGRAM", "x"));

	private MockOllamaServer server;

	private ApplicationContextRunner runner;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
		this.runner = OllamaContextRunner.with()
			.withPropertyValues("ollama.base-url=" + server.url(), "ollama.generate.model=gemma3");
	}

	static Stream<Arguments> formats() throws IOException {
		return Stream.of(arguments("YAML", yaml(YAML)),
				arguments("properties",
						new PropertiesPropertySourceLoader().load("application.properties", resource(PROPERTIES))
							.get(0)),
				arguments("environment", new SystemEnvironmentPropertySource(
						StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, ENVIRONMENT)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("formats")
	void eachFormatGivesTheSameJson(String format, PropertySource<?> source) {
		assertThat(body(source)).isEqualTo("""
				{"model":"gemma3","prompt":"p","stream":true,"raw":false,"keep_alive":3600,"options":{"seed":42,\
				"temperature":0.7,"stop":["END","STOP"],"num_ctx":4096,"use_mmap":true,"low_vram":true,"mirostat":2,\
				"mirostat_tau":4.5},"think":true}""");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			stop: END                 | ["END"]
			stop: END,STOP            | ["END","STOP"]
			stop: [END, "a,b", "\\n"] | ["END","a,b","\\n"]
			stop: 5                   | ["5"]
			""")
	void stopIsATextOrAList(String line, String expected) throws IOException {
		assertThat(body(yaml("ollama.generate.options." + line))).contains("\"stop\":" + expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "stop:", "stop: ''", "stop: []" })
	void emptyStopIsNotSet(String line) throws IOException {
		assertThat(body(yaml("ollama.generate.options." + line))).doesNotContain("stop");
	}

	@ParameterizedTest
	@ValueSource(strings = { "stop: ','", "stop: 'a,,b'", "stop: ['a', '']" })
	void stopThatWouldEndEachAnswerFailsStartUp(String line) throws IOException {
		assertThat(failure(yaml("ollama.generate.options." + line)))
			.isInstanceOf(InvalidConfigurationPropertyValueException.class)
			.hasMessageContaining("ollama.generate.options.stop");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ollama.generate.options.temprature: canary", "ollama.generate.options.mirostat: canary",
			"ollama.generate.sytem: canary", "ollama.generate.timeout.first-chunks: canary",
			"ollama.generate.model.name: canary", "ollama.generate.retry.delay.seconds: canary",
			"ollama.generate.pull.x: canary" })
	void nameThatDoesNotExistFailsStartUp(String line) throws IOException {
		assertThat(failure(yaml(line))).isInstanceOf(UnknownPropertyException.class)
			.hasMessageContaining("'" + line.split(":")[0] + "'")
			.hasMessageContaining("1:")
			.hasMessageNotContaining("canary");
	}

	@Test
	void failureNamesWhatExists() throws IOException {
		Throwable failure = failure(yaml("ollama.generate.timeout.first-chunks: 1m"));
		FailureAnalysis analysis = new UnknownPropertyFailureAnalyzer().analyze(failure);
		assertThat(analysis.getAction()).contains("first-chunk, idle, total");
	}

	@Test
	void valueHasNothingBelowIt() throws IOException {
		Throwable failure = failure(yaml("ollama.generate.retry.delay.second: 1"));
		assertThat(new UnknownPropertyFailureAnalyzer().analyze(failure).getAction()).doesNotContain("nano");
		assertThat(body(yaml("ollama.connect-timeout.seconds: 5"))).contains("\"prompt\":\"p\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ssl:", "ssl: {}", "generate:", "generate.timeout:", "generate.retry: {}",
			"generate.options: ''" })
	void blankGroupSetsNothing(String line) throws IOException {
		assertThat(body(yaml("ollama." + line))).isEqualTo("{\"model\":\"gemma3\",\"prompt\":\"p\",\"stream\":true}");
	}

	@Test
	void blankGroupLeavesWhatIsSetBelowIt() throws IOException {
		assertThat(failure(yaml("""
				ollama.ssl: ''
				ollama.ssl.bundle: missing
				"""))).hasMessageContaining("SSL bundle name has been set");
		assertThat(body(yaml("""
				ollama.generate.options: ''
				ollama.generate.options.seed: 42
				"""))).contains("\"options\":{\"seed\":42}");
	}

	@Test
	void mapsMayBeSetFromCode() {
		PropertySource<?> source = new MapPropertySource("defaultProperties",
				Map.of("ollama.headers", Map.of("X-A", "1"), "ollama.generate.options.extra", Map.of("foo", "1")));
		assertThat(body(source)).contains("\"foo\":1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ollama.generate.timeout.idle: soon", "ollama.generate.options.num-ctx: many",
			"ollama.generate.options.temperature: hot", "ollama.generate.retry.max-attempts: once",
			"ollama.generate.aggregate: maybe", "ollama.generate.on-overflow: cut", "ollama.connect-timeout: soon",
			"ollama.max-connections: few", "ollama.max-in-memory-size: big" })
	void wordInPlaceOfAnotherTypeFailsStartUp(String line) throws IOException {
		run(yaml(line), (failure) -> assertThat(failure).hasStackTraceContaining(line.split(":")[0]));
	}

	private String body(PropertySource<?> source) {
		String[] body = new String[1];
		this.server.enqueue(MockAnswer.tokens("a"));
		this.runner.withInitializer((context) -> context.getEnvironment().getPropertySources().addFirst(source))
			.run((context) -> {
				context.getBean(GenerateOperations.class).prompt("p").call().content();
				body[0] = this.server.takeRequest().body();
			});
		return body[0];
	}

	private Throwable failure(PropertySource<?> source) {
		Throwable[] root = new Throwable[1];
		run(source, (failure) -> {
			root[0] = failure;
			while (root[0].getCause() != null) {
				root[0] = root[0].getCause();
			}
		});
		return root[0];
	}

	private void run(PropertySource<?> source, Consumer<Throwable> failure) {
		this.runner.withInitializer((context) -> context.getEnvironment().getPropertySources().addFirst(source))
			.run((context) -> {
				assertThat(context).hasFailed();
				failure.accept(context.getStartupFailure());
			});
	}

	private static PropertySource<?> yaml(String yaml) throws IOException {
		return new YamlPropertySourceLoader().load("application.yml", resource(yaml)).get(0);
	}

	private static ByteArrayResource resource(String text) {
		return new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8));
	}

}
