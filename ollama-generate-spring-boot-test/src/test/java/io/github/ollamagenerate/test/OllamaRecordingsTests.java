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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventConditions;
import org.junit.platform.testkit.engine.TestExecutionResultConditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Tests for {@link OllamaRecordings @OllamaRecordings}. Tests with Spring and Kotlin are
 * in the module of the code.
 */
@Timeout(30)
class OllamaRecordingsTests {

	private static final String PACKAGE = "io.github.ollamagenerate.test.OllamaRecordingsTests.";

	@TempDir
	private Path folder;

	private final MockOllamaServer real = MockOllamaServer.builder().models("gemma3").start();

	@AfterEach
	void stop() {
		this.real.close();
	}

	@Test
	void eachTestAndInvocationHasItsRecordings() throws IOException {
		run("record", AllKindsCase.class).testEvents().assertStatistics((statistics) -> statistics.succeeded(10));
		assertThat(files(AllKindsCase.class)).containsExactly("WhenNested.AndDeeper.answers-1.json",
				"WhenNested.answers-1.json", "answers-MockOllamaServer-1.json",
				"answers-MockOllamaServer-TestInfo-1.json", "inParallel-1.json", "parameterized-1-1.json",
				"parameterized-2-1.json", "repeated-1-1.json", "repeated-2-1.json", "shared-1.json");
		int requests = this.real.requestCount();
		assertThat(requests).isEqualTo(10);
		this.real.close();
		EngineExecutionResults replayed = run("replay", AllKindsCase.class);
		replayed.testEvents().assertStatistics((statistics) -> statistics.succeeded(10));
		assertThat(replayed.allEvents().reportingEntryPublished().count()).isZero();
	}

	@Test
	void testsOfASharedServerHaveTheirRecordings() throws IOException {
		run("record", SharedCase.class).testEvents().assertStatistics((statistics) -> statistics.succeeded(2));
		assertThat(files(SharedCase.class)).containsExactly("asks-1-1.json", "asks-2-1.json");
		run("replay", SharedCase.class).testEvents().assertStatistics((statistics) -> statistics.succeeded(2));
		assertThat(this.real.requestCount()).isEqualTo(2);
	}

	@Test
	void replayIsTheDefaultAndTheOnlyModeOfCi() {
		for (String mode : new String[] { "", "replay", "record" }) {
			EngineTestKit.engine("junit-jupiter")
				.configurationParameter(RecordedTestSettings.FOLDER, this.folder.toString())
				.configurationParameter(RecordedTestSettings.MODE, mode)
				.configurationParameter(RecordedTestSettings.BASE_URL, this.real.url())
				.configurationParameter("CI", mode.equals("record") ? "true" : "false")
				.selectors(DiscoverySelectors.selectClass(OneCase.class))
				.execute()
				.testEvents()
				.assertStatistics((statistics) -> statistics.failed(1));
		}
		assertThat(this.real.requestCount()).isZero();
	}

	@Test
	void whenRecordingIsMissingThenTestFailsAlsoIfItDoesNotLook() {
		assertFails(run("replay", OneCase.class),
				"No recording for POST /api/generate (model gemma3, 34 characters)" + " in the test 'asks'",
				"there are no recordings in " + this.folder.resolve(PACKAGE + "OneCase"), "To record it, run in ",
				"mvn test -Dtest='OllamaRecordingsTests$OneCase#asks' -Dollama.recordings.mode=record-missing");
	}

	@Test
	void whenTestFailsThenMissingRecordingIsInItsReport() {
		run("replay", FailingCase.class).testEvents()
			.assertThatEvents()
			.haveExactly(1,
					EventConditions.finishedWithFailure(TestExecutionResultConditions.message("the test's own"),
							TestExecutionResultConditions.suppressed(0, TestExecutionResultConditions
								.message((message) -> message.startsWith("No recording for POST /api/generate")))));
	}

	@Test
	void whenTestWasRenamedThenItsRecordingIsTheNearest() throws IOException {
		run("record", OneCase.class);
		Path file = this.folder.resolve(PACKAGE + "OneCase").resolve("asks-1.json");
		Files.writeString(file, Files.readString(file).replace("\"asks\"", "\"before\""));
		assertFails(run("replay", OneCase.class), file + ":4",
				"the same request, recorded for the test 'before'. If the test was renamed, change 'test' in the file");
	}

	@Test
	void recordingWithoutTestIsForAllTests() throws IOException {
		run("record", OneCase.class);
		Path file = this.folder.resolve(PACKAGE + "OneCase").resolve("asks-1.json");
		Files.writeString(file, Files.readString(file).replace("\"test\": \"asks\",", ""));
		run("replay", OneCase.class).testEvents().assertStatistics((statistics) -> statistics.succeeded(1));
	}

	@Test
	void unusedRecordingsAreReported() throws IOException {
		run("record", OneCase.class);
		Path recordings = this.folder.resolve(PACKAGE + "OneCase");
		String recorded = Files.readString(recordings.resolve("asks-1.json"));
		Path unused = Files.writeString(recordings.resolve("b.json"), recorded.replace("Why?", "Why not?"));
		Path deleted = Files.writeString(recordings.resolve("c.json"), recorded.replace("\"asks\"", "\"A.b[1]\""));
		EngineExecutionResults replayed = run("replay", OneCase.class);
		replayed.testEvents().assertStatistics((statistics) -> statistics.succeeded(1));
		assertThat(replayed.allEvents()
			.reportingEntryPublished()
			.map((event) -> event.getRequiredPayload(ReportEntry.class)
				.getKeyValuePairs()
				.get(OllamaRecordingsExtension.UNUSED)))
			.containsExactly(unused.toString(), deleted.toString());
		run("record", OneCase.class);
		assertThat(files(OneCase.class)).containsExactly("asks-1.json", "c.json");
	}

	@Test
	void whenTestFailsThenItsOtherRecordingsAreKept() throws IOException {
		run("record", FailingCase.class);
		Path recordings = this.folder.resolve(PACKAGE + "FailingCase");
		Files.writeString(recordings.resolve("b.json"),
				Files.readString(recordings.resolve("asks-1.json")).replace("Why?", "Why not?"));
		run("record", FailingCase.class);
		assertThat(files(FailingCase.class)).containsExactly("asks-1.json", "b.json");
	}

	@Test
	void onlyMissingOnesAreRecorded() throws IOException {
		run("record", OneCase.class);
		run("record-missing", OneCase.class, AllKindsCase.class).testEvents()
			.assertStatistics((statistics) -> statistics.succeeded(11));
		assertThat(files(OneCase.class)).hasSize(1);
		assertThat(files(AllKindsCase.class)).hasSize(10);
		assertThat(this.real.requestCount()).isEqualTo(11);
	}

	@Test
	void whenRecordingIsWrongThenItsFileAndLineAreInTheFailure() throws IOException {
		run("record", OneCase.class);
		Path file = this.folder.resolve(PACKAGE + "OneCase").resolve("asks-1.json");
		Files.writeString(file, Files.readString(file).replace("\"status\": 200", "\"status\": \"200\""));
		assertFails(run("replay", OneCase.class), file + ":", "'status' must be an integer");
		assertFails(run("nothing", OneCase.class),
				"'nothing' is not a mode of recordings. The modes are replay, record, record-missing");
	}

	@Test
	void whenServerIsDownThenRecordingFails() throws IOException {
		this.real.close();
		assertFails(run("record", OneCase.class), "Cannot record POST /api/generate", this.real.url(),
				"Start Ollama there, or set ollama.recordings.base-url");
		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void settingsOfTheAnnotationApply() throws IOException {
		run("record", SettingsCase.class).testEvents().assertStatistics((statistics) -> statistics.succeeded(1));
		Path file = this.folder.resolve(PACKAGE + "SettingsCase").resolve("asks-1.json");
		assertThat(file).content().contains("Why, ***?").doesNotContain("Jane");
		Files.writeString(file, Files.readString(file).replace("\"seed\": 1", "\"seed\": 2"));
		run("replay", SettingsCase.class).testEvents().assertStatistics((statistics) -> statistics.succeeded(1));
	}

	private static void assertFails(EngineExecutionResults results, String... parts) {
		results.testEvents()
			.assertThatEvents()
			.haveExactly(1, EventConditions.finishedWithFailure(
					TestExecutionResultConditions.message((message) -> Stream.of(parts).allMatch(message::contains))));
	}

	private EngineExecutionResults run(String mode, Class<?>... testClasses) {
		return EngineTestKit.engine("junit-jupiter")
			.configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
			.configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
			.configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
			.configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
			.configurationParameter(RecordedTestSettings.FOLDER, this.folder.toString())
			.configurationParameter(RecordedTestSettings.MODE, mode)
			.configurationParameter(RecordedTestSettings.BASE_URL, this.real.url())
			.configurationParameter("CI", "false")
			.selectors(Stream.of(testClasses).map(DiscoverySelectors::selectClass).toList())
			.execute();
	}

	private List<String> files(Class<?> testClass) throws IOException {
		try (Stream<Path> files = Files.list(this.folder.resolve(testClass.getCanonicalName()))) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList();
		}
	}

	@ExtendWith(MockOllamaExtension.class)
	@OllamaRecordings
	abstract static class Case {

		static String ask(MockOllamaServer server, String prompt) {
			return TestHttp.generate(server, TestHttp.body("{'model':'gemma3','prompt':'" + prompt + "'}")).body();
		}

		static void assertAnswers(MockOllamaServer server, String prompt) {
			assertThat(ask(server, prompt)).contains("\"done\":true");
		}

	}

	static class AllKindsCase extends Case {

		@Test
		void shared(MockOllamaServer server) {
			assertAnswers(server, "Why?");
		}

		@Test
		void inParallel(MockOllamaServer server) {
			assertAnswers(server, "Why?");
		}

		@Test
		void answers(MockOllamaServer server, TestInfo test) {
			assertAnswers(server, "Why?");
		}

		@Test
		void answers(MockOllamaServer server) {
			assertAnswers(server, "Why?");
		}

		@RepeatedTest(2)
		void repeated(MockOllamaServer server) {
			assertAnswers(server, "Why?");
		}

		@ParameterizedTest
		@ValueSource(strings = { "Why?", "Who?" })
		void parameterized(String prompt, MockOllamaServer server) {
			assertAnswers(server, prompt);
		}

		@Nested
		class WhenNested {

			@BeforeEach
			void ask(MockOllamaServer server) {
				assertAnswers(server, "Before?");
			}

			@Test
			void answers() {
			}

			@Nested
			class AndDeeper {

				@Test
				void answers() {
				}

			}

		}

	}

	@ResourceLock("server")
	static class SharedCase extends Case {

		@BeforeAll
		static void setUp(MockOllamaServer server) {
			assertThat(ask(server, "Ready?")).contains("canned");
		}

		@RepeatedTest(2)
		void asks(MockOllamaServer server) {
			assertAnswers(server, "Why?");
		}

	}

	static class OneCase extends Case {

		@Test
		void asks(MockOllamaServer server) {
			ask(server, "Why?");
		}

	}

	static class FailingCase extends Case {

		@Test
		void asks(MockOllamaServer server) {
			ask(server, "Why?");
			fail("the test's own");
		}

	}

	@ExtendWith(MockOllamaExtension.class)
	@OllamaRecordings(ignoredFields = "options.seed", redactors = NameRedactor.class, pauseFactor = 0.5)
	static class SettingsCase {

		@Test
		void asks(MockOllamaServer server) {
			String body = "{'model':'gemma3','prompt':'Why, Jane?','options':{'seed':1}}";
			assertThat(TestHttp.generate(server, TestHttp.body(body)).body()).contains("\"done\":true");
		}

	}

	static class NameRedactor implements UnaryOperator<String> {

		@Override
		public String apply(String text) {
			return text.replace("Jane", "***");
		}

	}

}
