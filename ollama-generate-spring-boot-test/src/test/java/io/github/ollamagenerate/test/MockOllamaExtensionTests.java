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

package io.github.ollamagenerate.test;

import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventConditions;
import org.junit.platform.testkit.engine.TestExecutionResultConditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Tests for {@link MockOllamaExtension}.
 */
class MockOllamaExtensionTests {

	private static final String REQUEST = TestHttp.body("{'model':'gemma3','prompt':'secret'}");

	private static final Set<MockOllamaServer> servers = ConcurrentHashMap.newKeySet();

	@Test
	void eachTestHasItsOwnServerAlsoInParallel() {
		servers.clear();
		run(ParallelCase.class).testEvents().assertStatistics((statistics) -> statistics.succeeded(20));
		assertThat(servers).hasSize(20);
		assertThat(servers).allSatisfy(MockOllamaExtensionTests::assertStopped);
	}

	@Test
	void serverOfBeforeAllIsSharedAndResetAfterEachTest() {
		servers.clear();
		run(SharedCase.class).testEvents().assertStatistics((statistics) -> statistics.succeeded(2));
		assertThat(servers).singleElement().satisfies(MockOllamaExtensionTests::assertStopped);
	}

	@Test
	void settingsAreThoseOfTheField() {
		run(SettingsCase.class).testEvents().assertStatistics((statistics) -> statistics.succeeded(1));
	}

	@Test
	void whenAnswerIsLeftThenTestFails() {
		run(UnusedAnswerCase.class).testEvents()
			.assertThatEvents()
			.haveExactly(1,
					EventConditions.finishedWithFailure(TestExecutionResultConditions
						.message((message) -> message.startsWith("Expected a request for answer 1")
								&& message.contains("Requests to MockOllamaServer"))));
	}

	@Test
	void whenTestFailsThenJournalIsInItsReportAndNothingElseFails() {
		run(FailingCase.class).testEvents()
			.assertThatEvents()
			.haveExactly(1,
					EventConditions.finishedWithFailure(TestExecutionResultConditions.message("the test's own"),
							TestExecutionResultConditions.suppressed(0,
									TestExecutionResultConditions
										.message((message) -> message.contains("1. POST /api/generate (model gemma3")
												&& !message.contains("secret")))));
	}

	private static EngineExecutionResults run(Class<?> testClass) {
		return EngineTestKit.engine("junit-jupiter")
			.configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
			.configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
			.configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
			.configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
			.selectors(DiscoverySelectors.selectClass(testClass))
			.execute();
	}

	private static void assertStopped(MockOllamaServer server) {
		assertThat(server.connectionCount()).isZero();
		try (MockOllamaServer next = MockOllamaServer.start(server.port())) {
			assertThat(next.port()).isEqualTo(server.port());
		}
	}

	@ExtendWith(MockOllamaExtension.class)
	static class ParallelCase {

		@BeforeEach
		void setUp(MockOllamaServer server) {
			servers.add(server);
			server.enqueue(MockAnswer.tokens("hello"));
		}

		@RepeatedTest(20)
		void answers(MockOllamaServer server) {
			HttpResponse<String> response = TestHttp.generate(server, REQUEST);
			assertThat(response.body()).contains("hello");
			assertThat(server.requestCount()).isEqualTo(1);
			assertThat(servers).contains(server);
		}

	}

	@ResourceLock("server")
	@ExtendWith(MockOllamaExtension.class)
	static class SharedCase {

		@BeforeAll
		static void setUp(MockOllamaServer server) {
			servers.add(server);
		}

		@RepeatedTest(2)
		void answers(MockOllamaServer server) {
			servers.add(server);
			TestHttp.generate(server, REQUEST);
			assertThat(server.requestCount()).isEqualTo(1);
		}

	}

	static class SettingsCase {

		@RegisterExtension
		final MockOllamaExtension ollama = new MockOllamaExtension(MockOllamaServer.builder().models("only"));

		@Test
		void answers(MockOllamaServer server) {
			assertThat(TestHttp.generate(server, REQUEST).statusCode()).isEqualTo(404);
		}

	}

	@ExtendWith(MockOllamaExtension.class)
	static class UnusedAnswerCase {

		@Test
		void asksTooLittle(MockOllamaServer server) {
			server.enqueue(MockAnswer.tokens("hello"));
		}

	}

	@ExtendWith(MockOllamaExtension.class)
	static class FailingCase {

		@Test
		void fails(MockOllamaServer server) {
			TestHttp.generate(server, REQUEST);
			server.enqueue(MockAnswer.tokens("hello"));
			fail("the test's own");
		}

	}

}
