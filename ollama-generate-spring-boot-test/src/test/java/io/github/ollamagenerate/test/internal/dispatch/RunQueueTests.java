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

package io.github.ollamagenerate.test.internal.dispatch;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RawClient;
import io.github.ollamagenerate.test.TestHttp;
import io.github.ollamagenerate.test.internal.http.HttpAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link RunQueue}, over a socket.
 */
@Timeout(30)
class RunQueueTests {

	private static final String REQUEST = TestHttp.body("{'model':'gemma3','prompt':'p'}");

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final List<String> sent = new ArrayList<>();

	private final MockOllamaServer server = MockOllamaServer.builder().numParallel(1).maxQueue(1).start();

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void whenQueueIsFullThenServerIsBusy() throws IOException {
		this.server.enqueue(MockAnswer.stall());
		try (RawClient running = post(); RawClient waiting = post()) {
			HttpResponse<String> refused = TestHttp.generate(this.server, REQUEST);
			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(refused.body())
				.isEqualTo("{\"error\":\"server busy, please try again.  maximum pending requests exceeded\"}");
			assertThat(running.available() + waiting.available()).isZero();
		}
	}

	@Test
	void whenServerIsBusyThenNoScriptIsUsedAndJournalSaysSo() throws IOException {
		try (MockOllamaServer single = MockOllamaServer.builder().numParallel(1).start()) {
			single.enqueue(MockAnswer.tokens("a").thenStall()).enqueue(MockAnswer.tokens("b"));
			RawClient running = RawClient.post(single, REQUEST);
			running.head();
			HttpResponse<String> refused = TestHttp.exchange(single, "POST", "/api/generate", REQUEST,
					List.of("Origin", "http://localhost:3000"));
			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(refused.headers().firstValue("access-control-allow-origin")).hasValue("http://localhost:3000");
			assertThat(single.journal()).contains("-> status 503, packets: 1, server busy");
			assertThatExceptionOfType(AssertionError.class).isThrownBy(single::verify)
				.withMessageStartingWith("Expected a request for answer 2");
			running.close();
		}
	}

	@Test
	void unloadingNeedsNoPlace() throws IOException {
		try (MockOllamaServer single = MockOllamaServer.builder().numParallel(1).start()) {
			single.enqueue(MockAnswer.tokens("a").thenStall());
			RawClient running = RawClient.post(single, REQUEST);
			running.head();
			HttpResponse<String> unloaded = TestHttp.generate(single,
					TestHttp.body("{'model':'gemma3','keep_alive':0}"));
			assertThat(unloaded.body()).contains("\"done_reason\":\"unload\"");
			running.close();
		}
	}

	@Test
	void whenRunningClientLeavesThenTheNextIsAnswered() throws IOException {
		this.server.enqueue(MockAnswer.tokens("a").thenStall()).enqueue(MockAnswer.tokens("b"));
		RawClient running = post();
		running.head();
		try (RawClient waiting = post()) {
			assertThat(waiting.available()).isZero();
			running.close();
			waiting.head();
			assertThat(waiting.chunk()).contains("\"b\"");
		}
	}

	@Test
	void placesAreTakenInOrderAndFreedByThoseWhoLeave() {
		RunQueue queue = new RunQueue(1, 2);
		Disposable first = send(queue, "first");
		Disposable second = send(queue, "second");
		Disposable third = send(queue, "third");
		send(queue, "fourth");
		assertThat(this.sent).containsExactly("first", "fourth 503");
		second.dispose();
		send(queue, "fifth");
		first.dispose();
		first.dispose();
		assertThat(this.sent).containsExactly("first", "fourth 503", "third");
		third.dispose();
		assertThat(this.sent).containsExactly("first", "fourth 503", "third", "fifth");
	}

	@Test
	void severalRunAtATime() {
		RunQueue queue = new RunQueue(2, 0);
		send(queue, "first");
		send(queue, "second").dispose();
		send(queue, "third");
		send(queue, "fourth");
		assertThat(this.sent).containsExactly("first", "second", "third", "fourth 503");
	}

	@Test
	void placeIsFreeBeforeTheLastPacketIsSent() {
		RunQueue queue = new RunQueue(1, 0);
		AtomicReference<HttpAnswer> running = new AtomicReference<>();
		queue.send(HttpAnswer.json(200, ""), (answer) -> {
			running.set(answer);
			return Mono.never();
		}, Schedulers.immediate()).subscribe();
		assertThat(queue.isFull()).isTrue();
		running.get().delivery().listener().ended(true);
		assertThat(queue.isFull()).isFalse();
	}

	private Disposable send(RunQueue queue, String name) {
		return queue.send(HttpAnswer.json(200, ""), (answer) -> Mono.defer(() -> {
			boolean refused = answer.head().status() == 503;
			this.sent.add(refused ? name + " 503" : name);
			return refused ? Mono.empty() : Mono.never();
		}), Schedulers.immediate()).subscribe();
	}

	@Test
	void oneAfterTheOtherIsNeverBusy() {
		try (MockOllamaServer single = MockOllamaServer.builder().numParallel(1).start()) {
			for (int i = 0; i < 50; i++) {
				String body = TestHttp.body("{'model':'gemma3','prompt':'p','stream':" + (i % 2 == 0) + "}");
				assertThat(TestHttp.generate(single, body).statusCode()).isEqualTo(200);
			}
		}
	}

	@Test
	void whatNeedsNoModelDoesNotWait() throws IOException {
		this.server.enqueue(MockAnswer.stall());
		try (RawClient running = post()) {
			assertThat(TestHttp.get(this.server, "/api/ps").statusCode()).isEqualTo(200);
			assertThat(TestHttp.generate(this.server, TestHttp.body("{'model':'nope'}")).statusCode()).isEqualTo(404);
			assertThat(running.available()).isZero();
		}
	}

	@Test
	void resetFreesAllPlaces() throws IOException {
		this.server.enqueue(MockAnswer.stall()).enqueue(MockAnswer.stall());
		try (RawClient running = post(); RawClient waiting = post()) {
			this.server.reset();
			await().atMost(PATIENCE).until(() -> this.server.connectionCount() == 0);
			assertThat(TestHttp.generate(this.server, REQUEST).statusCode()).isEqualTo(200);
			assertThat(running.available() + waiting.available()).isZero();
		}
	}

	private RawClient post() throws IOException {
		int before = this.server.requestCount();
		RawClient client = RawClient.post(this.server, REQUEST);
		await().atMost(PATIENCE).until(() -> this.server.requestCount() > before);
		return client;
	}

}
