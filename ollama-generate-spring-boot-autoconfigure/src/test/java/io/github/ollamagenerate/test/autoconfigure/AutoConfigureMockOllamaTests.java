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

import io.github.ollamagenerate.autoconfigure.OllamaGenerateConnectionDetails;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.autoconfigure.app.TestedApplication;
import io.github.ollamagenerate.test.autoconfigure.app.UnrelatedService;
import io.github.ollamagenerate.test.autoconfigure.app.WeatherService;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventConditions;
import org.junit.platform.testkit.engine.TestExecutionResultConditions;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Tests for {@link AutoConfigureMockOllama @AutoConfigureMockOllama}.
 */
class AutoConfigureMockOllamaTests {

	@Test
	void wholeApplicationTalksToMockServerAlsoInNestedTests() {
		run(WholeApplicationCase.class).testEvents().assertStatistics((statistics) -> statistics.succeeded(2));
	}

	@Test
	void testsThatShareTheServerDoNotSeeEachOtherInParallel() {
		run(WholeApplicationCase.class, SameContextCase.class).testEvents()
			.assertStatistics((statistics) -> statistics.succeeded(12));
	}

	@Test
	void serverOfTheTestTakesThePlace() {
		run(OwnServerCase.class).testEvents().assertStatistics((statistics) -> statistics.succeeded(1));
	}

	@Test
	void whenAnswerIsLeftThenTestFailsAndTheNextStartsAnew() {
		run(UnusedAnswerCase.class).testEvents()
			.assertStatistics((statistics) -> statistics.succeeded(1).failed(1))
			.assertThatEvents()
			.haveExactly(1, EventConditions.finishedWithFailure(TestExecutionResultConditions
				.message((message) -> message.startsWith("Expected a request for answer 1 (status 200, texts: 1)"))));
	}

	@Test
	void whenTestFailsThenJournalIsInItsReport() {
		run(FailingCase.class).testEvents()
			.assertThatEvents()
			.haveExactly(1,
					EventConditions.finishedWithFailure(TestExecutionResultConditions.message("the test's own"),
							TestExecutionResultConditions.suppressed(0,
									TestExecutionResultConditions
										.message((message) -> message.contains("1. POST /api/generate (model gemma3")
												&& !message.contains("Prague")))));
	}

	@Test
	void whenConnectionDetailsLeadPastTheMockServerThenContextFails() {
		run(PastTheServerCase.class).testEvents()
			.assertThatEvents()
			.haveExactly(1,
					EventConditions
						.finishedWithFailure(TestExecutionResultConditions.cause(TestExecutionResultConditions
							.message((message) -> message.startsWith("The bean 'elsewhere' of type ")
									&& message.contains("leads past the mock server")))));
	}

	private static EngineExecutionResults run(Class<?>... testClasses) {
		EngineTestKit.Builder tests = EngineTestKit.engine("junit-jupiter")
			.configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
			.configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
			.configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
			.configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4");
		for (Class<?> testClass : testClasses) {
			tests.selectors(DiscoverySelectors.selectClass(testClass));
		}
		return tests.execute();
	}

	@SpringBootTest(classes = TestedApplication.class, properties = "ollama.generate.model=gemma3")
	@AutoConfigureMockOllama
	abstract static class Case {

		@Autowired
		MockOllamaServer server;

		@Autowired
		WeatherService weather;

		void forecast() {
			this.server.enqueue(MockAnswer.tokens("Sunny"));
			assertThat(this.weather.forecast("Prague")).isEqualTo("Sunny");
			assertThat(this.server.takeRequest()).hasModel("gemma3");
			assertThat(this.server.requestCount()).isEqualTo(1);
		}

	}

	static class WholeApplicationCase extends Case {

		@Test
		void answers(@Autowired UnrelatedService unrelated) {
			forecast();
		}

		@Nested
		class NestedCase {

			@Test
			void answers() {
				forecast();
			}

		}

	}

	static class SameContextCase extends Case {

		@RepeatedTest(10)
		void answers() {
			forecast();
		}

	}

	@Import(OwnServerCase.OwnServer.class)
	static class OwnServerCase extends Case {

		@Test
		void answers() {
			this.server.enqueue(MockAnswer.tokens("Rain").doneReason("length"));
			assertThat(this.weather.forecast("Prague")).isEqualTo("Rain");
			assertThat(this.server.url()).isEqualTo(OwnServer.url);
		}

		@Configuration(proxyBeanMethods = false)
		static class OwnServer {

			static String url;

			@Bean
			MockOllamaServer ownServer() {
				MockOllamaServer server = MockOllamaServer.builder().models("gemma3").scriptedOnly().start();
				url = server.url();
				return server;
			}

		}

	}

	static class UnusedAnswerCase extends Case {

		@Test
		void asksTooLittle() {
			this.server.enqueue(MockAnswer.tokens("Sunny"));
		}

		@Test
		void answers() {
			forecast();
		}

	}

	static class FailingCase extends Case {

		@Test
		void fails() {
			this.weather.forecast("Prague");
			fail("the test's own");
		}

	}

	@Import(PastTheServerCase.Elsewhere.class)
	static class PastTheServerCase extends Case {

		@Test
		void neverRuns() {
		}

		@Configuration(proxyBeanMethods = false)
		static class Elsewhere {

			@Bean
			OllamaGenerateConnectionDetails elsewhere() {
				return () -> "http://localhost:1";
			}

		}

	}

}
