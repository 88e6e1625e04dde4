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

package io.github.ollamagenerate.test.internal.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.ollamagenerate.test.TestHttp;
import io.github.ollamagenerate.test.internal.http.HttpAnswer;
import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecordingSession} and {@link RecordingFolder} without a server. Those
 * of {@code Recordings} use both over a socket.
 */
class RecordingSessionTests {

	private static final RequestMatcher MATCHER = new RequestMatcher(Set.of(), UnaryOperator.identity());

	private final List<String> told = new ArrayList<>();

	@TempDir
	private Path folder;

	@Test
	void answersForAllTestsComeBeforeThoseOfOne() {
		write("mine", "a", 1, "of the test");
		write(null, "a", 1, "of all");
		RecordingSession session = session("mine", false);
		assertThat(answer(session, "a")).isEqualTo("of all");
		assertThat(answer(session, "a")).isEqualTo("of the test");
		assertThat(answer(session, "a")).contains("all 2 recorded answers are used already");
		assertThat(answer(session("other", false), "a")).isEqualTo("of all");
	}

	@Test
	void lastAnswerIsRepeatedForAServerThatRunsOn() {
		write(null, "a", 1, "first");
		write(null, "a", 2, "second");
		RecordingSession session = session(null, true);
		assertThat(List.of(answer(session, "a"), answer(session, "a"), answer(session, "a"))).containsExactly("first",
				"second", "second");
		assertThat(session.problems()).isEmpty();
	}

	@Test
	void unusedRecordingsOfTheTestAreNamed() {
		write("mine", "a", 1, "x");
		write("mine", "b", 1, "x");
		write("other", "c", 1, "x");
		write(null, "d", 1, "x");
		RecordingSession session = session("mine", false);
		answer(session, "a");
		assertThat(session.unused()).containsExactly(this.folder.resolve("mine-2.json").toString());
		assertThat(session(null, false).unused())
			.containsExactly(this.folder.resolve("api-generate-1.json").toString());
	}

	@Test
	void whenRecordedAgainThenUnusedRecordingsAreDeleted() throws IOException {
		write("mine", "a", 1, "x");
		write("other", "a", 1, "x");
		RecordingFolder read = RecordingFolder.read(this.folder, MATCHER);
		RecordingSession session = new RecordingSession(read, scope("mine", false), null, RecordingMode.RECORD, 0);
		assertThat(session.unused()).isEmpty();
		assertThat(files()).containsExactly("other-1.json");
		assertThat(read.all()).extracting((stored) -> stored.recording().test()).containsExactly("other");
		read.write(recording("mine", "b", 1, "x"));
		assertThat(files()).containsExactly("mine-1.json", "other-1.json");
	}

	@Test
	void problemsDoNotPileUpAndAreTold() {
		RecordingSession session = session("mine", false);
		for (int i = 0; i <= 100; i++) {
			answer(session, "a" + i);
		}
		answer(session, "GET", "");
		assertThat(session.problems()).hasSize(100)
			.first()
			.isEqualTo("No recording for POST /api/generate (model null, 15 characters) in the test 'mine'"
					+ "\n  there are no recordings in " + this.folder + "\n  To record it, record");
		assertThat(session.report()).hasSize(101).last().asString().startsWith("No recording for GET /api/generate");
		assertThat(this.told).hasSize(102);
		assertThat(session).hasToString("replay " + this.folder);
	}

	@ParameterizedTest
	@CsvSource({ "true,the recorded answer is used already", "false,the same request" })
	void whenAnotherTestHasTheAnswerThenThatIsSaid(boolean own, String reason) {
		write(own ? "mine" : "other", "a", 1, "x");
		RecordingSession session = session("mine", false);
		if (own) {
			answer(session, "a");
		}
		assertThat(answer(session, "a")).contains(reason);
		assertThat(session.problems()).singleElement().asString().contains(reason);
	}

	@Test
	void nearestRecordingOfTheSameTestIsShown() {
		write("a", "Whyy", 1, "x");
		write("mine", "Whyx", 1, "x");
		write("z", "Wxxx", 1, "x");
		RecordingSession session = session("mine", false);
		answer(session, "Whyz");
		assertThat(session.problems()).singleElement()
			.asString()
			.contains("Nearest recording: " + this.folder.resolve("mine-1.json")
					+ ":4\n    prompt differs at character 4");
	}

	@Test
	void whenRedactorFailsThenItIsAProblemWithoutContent() {
		RequestMatcher failing = new RequestMatcher(Set.of(), (text) -> {
			throw new IllegalStateException("secret " + text);
		});
		RecordingSession session = new RecordingSession(RecordingFolder.read(this.folder, failing), scope(null, false),
				null, RecordingMode.REPLAY, 0);
		assertThat(answer(session, "secret")).contains("Cannot redact POST /api/generate").doesNotContain("secret");
		assertThat(session.problems()).singleElement()
			.asString()
			.isEqualTo("Cannot redact POST /api/generate (model null, 19 characters) (IllegalStateException)");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "tells why|tells-why-1.json", "a/b\\c: d|a-b-c-d-1.json",
			"(green)|green-1.json", "v1.2_x|v1.2_x-1.json" })
	void fileHasTheNameOfTheTest(String test, String file) throws IOException {
		write(test, "a", 1, "x");
		assertThat(files()).containsExactly(file);
	}

	@Test
	void nameOfTheFileIsShortAndFree() throws IOException {
		write("t".repeat(101), "a", 1, "x");
		write("t".repeat(101), "b", 1, "x");
		assertThat(files()).containsExactly("t".repeat(100) + "-1.json", "t".repeat(100) + "-2.json");
	}

	@Test
	void onlyFilesOfChosenTestsAreListed() {
		write("b", "a", 1, "x");
		write("a", "a", 1, "x");
		write(null, "a", 1, "x");
		RecordingFolder read = RecordingFolder.read(this.folder, MATCHER);
		assertThat(read.files((test) -> !test.equals("b"))).containsExactly(this.folder.resolve("a-1.json").toString());
		assertThat(read.files((test) -> true)).hasSize(2);
		assertThat(read).hasToString(this.folder.toString());
	}

	@Test
	void filesOfOtherKindsAreNotRead() throws IOException {
		Files.writeString(this.folder.resolve("notes.txt"), "{");
		assertThat(RecordingFolder.read(this.folder, MATCHER).all()).isEmpty();
	}

	private RecordingSession session(String test, boolean repeated) {
		return new RecordingSession(RecordingFolder.read(this.folder, MATCHER), scope(test, repeated), null,
				RecordingMode.REPLAY, 0);
	}

	private RecordingScope scope(String test, boolean repeated) {
		return new RecordingScope(test, repeated, ", record", "change the server", this.told::add);
	}

	private static String answer(RecordingSession session, String prompt) {
		return answer(session, "POST", "{'prompt':'" + prompt + "'}");
	}

	private static String answer(RecordingSession session, String method, String body) {
		ReceivedRequest request = ReceivedRequest.of(method, "/api/generate", List.of(), TestHttp.body(body),
				new CompletableFuture<>());
		HttpAnswer answer = session.answer(request, Schedulers.immediate()).block(Duration.ofSeconds(5));
		return new String(answer.packets().get(0), StandardCharsets.UTF_8);
	}

	private void write(String test, String prompt, int answer, String text) {
		RecordingFolder.read(this.folder, MATCHER).write(recording(test, prompt, answer, text));
	}

	private static Recording recording(String test, String prompt, int answer, String text) {
		RecordedCall call = new RecordedCall("POST", "/api/generate", Map.of(),
				CompactJson.parse(TestHttp.body("{'prompt':'" + prompt + "'}")), new byte[0]);
		return new Recording(test, call, answer, new RecordedResponse(200, List.of(), Duration.ZERO,
				ResponseRecorder.lines(text.getBytes(StandardCharsets.UTF_8)), false));
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList();
		}
	}

}
