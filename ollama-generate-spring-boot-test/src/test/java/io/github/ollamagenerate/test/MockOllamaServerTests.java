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
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link MockOllamaServer}.
 */
@Timeout(30)
class MockOllamaServerTests {

	private static final String REQUEST = TestHttp.body("{'model':'qwen3:1.7b','prompt':'p'}");

	@Test
	void startsOnAFreePort() {
		try (MockOllamaServer server = MockOllamaServer.start(); MockOllamaServer other = MockOllamaServer.start()) {
			assertThat(server.port()).isPositive().isNotEqualTo(other.port());
			assertThat(server.url()).isEqualTo("http://127.0.0.1:" + server.port());
		}
	}

	@Test
	void portIsFreeAgainAfterClose() {
		MockOllamaServer server = MockOllamaServer.start();
		int port = server.port();
		server.close();
		try (MockOllamaServer again = MockOllamaServer.start(port)) {
			assertThat(again.port()).isEqualTo(port);
			assertThat(TestHttp.get(again, "/").body()).isEqualTo("Ollama is running");
		}
	}

	@Test
	void whenPortIsInUseThenMessageNamesIt() {
		try (MockOllamaServer server = MockOllamaServer.start()) {
			int port = server.port();
			assertThatIllegalStateException().isThrownBy(() -> MockOllamaServer.start(port))
				.withMessageContaining(String.valueOf(port));
		}
	}

	@Test
	void enqueuedAnswersComeInOrderAndThenItsOwn() {
		try (MockOllamaServer server = MockOllamaServer.start()) {
			server.enqueue(MockAnswer.json(500, "1")).enqueue(MockAnswer.json(503, "2"));
			assertThat(TestHttp.generate(server, REQUEST).body()).isEqualTo("1");
			assertThat(TestHttp.get(server, "/api/version").statusCode()).isEqualTo(200);
			assertThat(TestHttp.generate(server, REQUEST).body()).isEqualTo("2");
			assertThat(TestHttp.generate(server, REQUEST).body()).contains("canned");
		}
	}

	@Test
	void takesRequestsInOrder() {
		try (MockOllamaServer server = MockOllamaServer.start()) {
			TestHttp.generate(server, TestHttp.body("{'model':'a'}"));
			TestHttp.get(server, "/api/tags");
			TestHttp.generate(server, TestHttp.body("{'model':'b'}"));
			assertThat(server.takeRequest().model()).isEqualTo("a");
			assertThat(server.takeRequest().model()).isEqualTo("b");
		}
	}

	@Test
	void whenNoRequestComesThenErrorSaysHowManyWereSeen() {
		try (MockOllamaServer server = MockOllamaServer.start()) {
			TestHttp.generate(server, REQUEST);
			server.takeRequest();
			assertThatExceptionOfType(AssertionError.class).isThrownBy(server::takeRequest)
				.withMessageStartingWith(
						"Expected a further request to /api/generate, but none came within 5 s, 1 seen in all")
				.withMessageContaining("1. POST /api/generate (model qwen3:1.7b");
		}
	}

	@Test
	void whenInterruptedThenTakeRequestGivesUpAtOnce() {
		try (MockOllamaServer server = MockOllamaServer.start()) {
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(AssertionError.class).isThrownBy(server::takeRequest);
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	@Test
	void countsRequests() {
		try (MockOllamaServer server = MockOllamaServer.start()) {
			TestHttp.generate(server, REQUEST);
			TestHttp.generate(server, REQUEST);
			TestHttp.get(server, "/api/ps?x=1");
			assertThat(server.requestCount()).isEqualTo(2);
			assertThat(server.requestCount("/api/generate")).isEqualTo(2);
			assertThat(server.requestCount("/api/ps")).isEqualTo(1);
			assertThat(server.requestCount("/api/tags")).isZero();
		}
	}

	@ParameterizedTest
	@CsvSource({ "GET,/api/generate,false", "OPTIONS,/api/generate,false", "POST,/api/version,false",
			"OPTIONS,/api/version,false", "HEAD,/api/version,true", "GET,/api/version,true", "GET,/other,true",
			"POST,/other,true" })
	void onlyRequestsThatThePathIsForAreCountedScriptedAndTaken(String method, String path, boolean counted) {
		try (MockOllamaServer server = MockOllamaServer.start()) {
			server.enqueue(path, MockAnswer.json(418, ""));
			HttpResponse<String> response = TestHttp.exchange(server, method, path, "");
			assertThat(response.statusCode() == 418).isEqualTo(counted);
			assertThat(server.requestCount(path)).isEqualTo(counted ? 1 : 0);
			String usual = path.equals("/api/generate") ? "POST" : "GET";
			TestHttp.exchange(server, usual, path, "");
			assertThat(server.takeRequest(path).method()).isEqualTo(counted ? method : usual);
		}
	}

	@Test
	void countsOpenConnections() throws IOException {
		try (MockOllamaServer server = MockOllamaServer.start()) {
			server.enqueue(MockAnswer.stall()).enqueue(MockAnswer.stall());
			RawClient first = RawClient.post(server, REQUEST);
			RawClient second = RawClient.post(server, REQUEST);
			server.takeRequest();
			server.takeRequest();
			assertThat(server.connectionCount()).isEqualTo(2);
			first.close();
			await().atMost(Duration.ofSeconds(5)).until(() -> server.connectionCount() == 1);
			second.close();
			await().atMost(Duration.ofSeconds(5)).until(() -> server.connectionCount() == 0);
		}
	}

	@Test
	void whenClientGoesAwayMidStreamThenConnectionIsClosed() throws IOException {
		try (MockOllamaServer server = MockOllamaServer.builder().tokenPause(Duration.ofMillis(100)).start()) {
			RawClient client = RawClient.post(server, REQUEST);
			client.head();
			client.chunk();
			RecordedRequest request = server.takeRequest();
			assertThat(request.connectionClosed()).isNotDone();
			client.close();
			assertThat(request.connectionClosed()).succeedsWithin(Duration.ofSeconds(5));
			assertThat(request.awaitConnectionClosed(Duration.ZERO)).isTrue();
		}
	}

	@Test
	void whenClientGoesAwayFromAStalledAnswerThenConnectionIsClosed() throws IOException {
		try (MockOllamaServer server = MockOllamaServer.start()) {
			for (MockAnswer answer : List.of(MockAnswer.stall(), MockAnswer.lines("{}").thenStall(),
					MockAnswer.lines("{}").delay(Duration.ofMinutes(1)))) {
				server.enqueue(answer);
				RawClient client = RawClient.post(server, REQUEST);
				RecordedRequest request = server.takeRequest();
				client.close();
				assertThat(request.awaitConnectionClosed(Duration.ofSeconds(5))).isTrue();
			}
		}
	}

	@Test
	void closeEndsRunningAnswersAtOnce() throws IOException {
		MockOllamaServer server = MockOllamaServer.builder().tokenPause(Duration.ofMinutes(1)).start();
		server.enqueue(MockAnswer.stall()).enqueue(MockAnswer.lines("{}").thenStall());
		try (RawClient silent = RawClient.post(server, REQUEST)) {
			server.takeRequest();
			try (RawClient stalled = RawClient.post(server, REQUEST);
					RawClient slow = RawClient.post(server, REQUEST)) {
				stalled.head();
				stalled.chunk();
				slow.head();
				slow.chunk();
				long start = System.nanoTime();
				server.close();
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
				assertThat(silent.read()).isEqualTo(-1);
				assertThat(stalled.read()).isEqualTo(-1);
				assertThat(slow.read()).isEqualTo(-1);
			}
		}
	}

	@Test
	void closeLeavesNoThreadBehind() throws Exception {
		Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
		MockOllamaServer server = MockOllamaServer.start();
		server.enqueue(MockAnswer.lines("1", "2").pause(Duration.ofMillis(10)).delay(Duration.ofMillis(10)));
		try (RawClient client = RawClient.post(server, REQUEST)) {
			client.head();
			client.chunks();
		}
		Set<Thread> started = new HashSet<>(Thread.getAllStackTraces().keySet());
		started.removeAll(before);
		started.removeIf((thread) -> thread.getName().startsWith("HttpClient"));
		assertThat(started).isNotEmpty().allMatch(Thread::isDaemon);
		server.close();
		server.close();
		for (Thread thread : started) {
			// Netty's own globalEventExecutor thread ends by itself after a second
			thread.join(5_000);
			assertThat(thread.isAlive()).as(thread.getName()).isFalse();
		}
	}

	@Test
	void manyStreamsRunAtOnce() throws IOException {
		try (MockOllamaServer server = MockOllamaServer.builder().tokenPause(Duration.ofMillis(5)).start()) {
			RawClient[] clients = new RawClient[200];
			for (int i = 0; i < clients.length; i++) {
				clients[i] = RawClient.post(server, REQUEST);
			}
			for (RawClient client : clients) {
				client.head();
				assertThat(client.chunks()).last().asString().contains("\"done\":true");
				client.close();
			}
			assertThat(server.requestCount()).isEqualTo(clients.length);
		}
	}

}
