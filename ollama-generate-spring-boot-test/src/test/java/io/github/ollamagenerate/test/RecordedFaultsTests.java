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
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for faults of answers that come from a recording, or from a real server while it
 * is recorded.
 */
@ExtendWith(MockOllamaExtension.class)
class RecordedFaultsTests {

	private static final String REQUEST = TestHttp.body("{'model':'gemma3','prompt':'Hello'}");

	@TempDir
	private Path folder;

	private MockOllamaServer real;

	private MockOllamaServer server;

	@BeforeEach
	void start(MockOllamaServer real) {
		this.real = real;
		real.enqueue(MockAnswer.tokens("first", "second", "third"));
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	static Stream<Function<RecordedFaultsTests, Recordings>> sources() {
		return Stream.of((test) -> Recordings.record(test.folder, test.real.url()), (test) -> {
			try (MockOllamaServer recorder = MockOllamaServer.builder()
				.recordings(Recordings.record(test.folder, test.real.url()))
				.start()) {
				TestHttp.generate(recorder, REQUEST);
				recorder.afterTest(null);
			}
			return Recordings.replay(test.folder);
		});
	}

	@ParameterizedTest
	@MethodSource("sources")
	void cutsAfterTokens(Function<RecordedFaultsTests, Recordings> source) throws IOException {
		start(source, MockFault.cutAfterTokens(1));
		try (RawClient client = RawClient.post(this.server, REQUEST)) {
			client.head();
			assertThat(client.chunk()).contains("first").endsWith("\n");
			assertThat(client.read()).isEqualTo(-1);
		}
	}

	@ParameterizedTest
	@MethodSource("sources")
	void stallsAfterTokens(Function<RecordedFaultsTests, Recordings> source) throws IOException {
		start(source, MockFault.stallAfterTokens(1));
		try (RawClient client = RawClient.post(this.server, REQUEST)) {
			client.head();
			assertThat(client.chunk()).contains("first");
			this.server.reset();
			assertThat(client.read()).isEqualTo(-1);
		}
	}

	@ParameterizedTest
	@MethodSource("sources")
	void endsWithAnErrorLine(Function<RecordedFaultsTests, Recordings> source) throws IOException {
		start(source, MockFault.errorAfterTokens(2));
		try (RawClient client = RawClient.post(this.server, REQUEST)) {
			client.head();
			List<String> chunks = client.chunks();
			assertThat(chunks).hasSize(3).last().asString().startsWith("{\"error\":");
		}
	}

	@ParameterizedTest
	@MethodSource("sources")
	void slowsDown(Function<RecordedFaultsTests, Recordings> source) {
		start(source, MockFault.latency(Duration.ofMillis(20)), MockFault.bandwidth(10_000));
		assertThat(TestHttp.lines(TestHttp.generate(this.server, REQUEST))).hasSize(4);
	}

	@ParameterizedTest
	@MethodSource("sources")
	void refusesWhenBusy(Function<RecordedFaultsTests, Recordings> source) {
		start(source, MockFault.busy(Duration.ofSeconds(7)));
		int before = this.real.requestCount();
		HttpResponse<String> response = TestHttp.generate(this.server, REQUEST);
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Retry-After")).contains("7");
		// the real server is not asked
		assertThat(this.real.requestCount()).isEqualTo(before);
		this.real.reset();
	}

	@Test
	void recordingHasTheAnswerWithoutItsFaults() throws IOException {
		cutsAfterTokens((test) -> Recordings.record(test.folder, test.real.url()));
		// waits until it is written
		this.server.afterTest(null);
		this.server.close();
		start((test) -> Recordings.replay(test.folder));
		assertThat(TestHttp.lines(TestHttp.generate(this.server, REQUEST))).hasSize(4);
	}

	private void start(Function<RecordedFaultsTests, Recordings> source, MockFault... faults) {
		this.server = MockOllamaServer.builder().recordings(source.apply(this)).faults(faults).start();
	}

}
