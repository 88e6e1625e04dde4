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

package io.github.ollamagenerate.test.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.OllamaRecordings;
import io.github.ollamagenerate.test.autoconfigure.app.TestedApplication;
import io.github.ollamagenerate.test.autoconfigure.app.WeatherService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OllamaRecordings @OllamaRecordings} with Spring and with Kotlin.
 */
class OllamaRecordingsTests {

	@TempDir
	private Path folder;

	private final MockOllamaServer real = MockOllamaServer.start();

	@AfterEach
	void stop() {
		this.real.close();
	}

	@Test
	void testsThatShareAServerHaveTheirRecordingsAlsoInParallel() throws IOException {
		String[] cities = { "Sunny", "Rainy", "Windy", "Foggy", "Icy" };
		for (String weather : cities) {
			this.real.enqueue(MockAnswer.tokens(weather));
		}
		run("record", SliceCase.class).testEvents().assertStatistics((statistics) -> statistics.succeeded(5));
		assertThat(files(SliceCase.class)).containsExactly("WhenNested.forecast-1.json", "forecast-1.json",
				"forecasts-1-1.json", "forecasts-2-1.json", "mixes-1.json");
		this.real.close();
		run("replay", SliceCase.class, SameContextCase.class).testEvents()
			.assertStatistics((statistics) -> statistics.succeeded(6));
	}

	@Test
	void whenRecordingIsMissingThenExceptionSaysWhatDiffers() throws IOException {
		this.real.enqueue(MockAnswer.tokens("Sunny"));
		run("record", OneCase.class).testEvents().assertStatistics((statistics) -> statistics.succeeded(1));
		Path file = this.folder.resolve(OneCase.class.getCanonicalName()).resolve("forecast-1.json");
		Files.writeString(file, Files.readString(file).replace("4096", "2048"));
		Throwable failure = failure(run("replay", OneCase.class));
		assertThat(failure).hasMessageContainingAll("status 501", "forecast-1.json: options.num_ctx 2048 / 4096");
		assertThat(failure.getSuppressed()).extracting(Throwable::getMessage)
			.anySatisfy((report) -> assertThat(report)
				.startsWith("No recording for POST /api/generate (model gemma3, 89 characters) in the test 'forecast'")
				.contains("  Nearest recording: " + file
						+ ":4\n    options.num_ctx 2048 / 4096\n  To record it, run in "));
	}

	@Test
	void whenContextHasNoServerThenNextStepIsTold() {
		assertThat(failure(run("replay", NoServerCase.class)))
			.hasMessageEndingWith(" has none. Add @AutoConfigureMockOllama");
	}

	@Test
	void kotlinTestsHaveTheirRecordings() throws Exception {
		Class<?> testClass = Class.forName("io.github.ollamagenerate.test.autoconfigure.KotlinRecordingsCase");
		run("record", testClass).testEvents().assertStatistics((statistics) -> statistics.succeeded(1));
		assertThat(files(testClass)).containsExactly("tells-the-weather-in-Praha-1.json");
		this.real.close();
		run("replay", testClass).testEvents().assertStatistics((statistics) -> statistics.succeeded(1));
	}

	private static Throwable failure(EngineExecutionResults results) {
		return results.testEvents()
			.failed()
			.map((event) -> event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow())
			.findFirst()
			.orElseThrow();
	}

	private EngineExecutionResults run(String mode, Class<?>... testClasses) {
		return EngineTestKit.engine("junit-jupiter")
			.configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
			.configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
			.configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
			.configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
			.configurationParameter("ollama.recordings.folder", this.folder.toString())
			.configurationParameter("ollama.recordings.mode", mode)
			.configurationParameter("ollama.recordings.base-url", this.real.url())
			.configurationParameter("CI", "false")
			.selectors(Stream.of(testClasses).map(DiscoverySelectors::selectClass).toList())
			.execute();
	}

	private List<String> files(Class<?> testClass) throws IOException {
		try (Stream<Path> files = Files.list(this.folder.resolve(testClass.getCanonicalName()))) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList();
		}
	}

	@SpringBootTest(classes = TestedApplication.class, properties = "ollama.generate.model=gemma3")
	@AutoConfigureMockOllama
	@OllamaRecordings
	static class OneCase {

		@Autowired
		WeatherService weather;

		@Autowired
		MockOllamaServer server;

		@Test
		void forecast() {
			assertForecast("Prague");
		}

		void assertForecast(String city) {
			assertThat(this.weather.forecast(city)).containsAnyOf("Sunny", "Rainy", "Windy", "Foggy", "Icy");
		}

	}

	static class SliceCase extends OneCase {

		@ParameterizedTest
		@ValueSource(strings = { "Brno", "Plzen" })
		void forecasts(String city) {
			assertForecast(city);
		}

		@Test
		void mixes() {
			this.server.enqueue(MockAnswer.tokens("Snowy"));
			assertThat(this.weather.forecast("Liberec")).isEqualTo("Snowy");
			assertForecast("Ostrava");
		}

		@Nested
		class WhenNested {

			@Test
			void forecast() {
				assertForecast("Prague");
			}

		}

	}

	@SpringBootTest(classes = TestedApplication.class, properties = "ollama.generate.model=gemma3")
	@AutoConfigureMockOllama
	static class SameContextCase {

		@Test
		void forecast(@Autowired WeatherService weather) {
			assertThat(weather.forecast("Prague")).contains("canned");
		}

	}

	@SpringJUnitConfig
	@OllamaRecordings
	static class NoServerCase {

		@Test
		void neverRuns() {
		}

		@Configuration(proxyBeanMethods = false)
		static class Empty {

		}

	}

}
