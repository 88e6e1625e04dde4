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

package io.github.ollamagenerate.test.internal.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.ollamagenerate.test.RawClient;
import io.github.ollamagenerate.test.internal.fault.ActiveFaults;
import io.github.ollamagenerate.test.internal.fault.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link AnswerSender}, over a socket.
 */
@Timeout(30)
class AnswerSenderTests {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();

	private final List<String> told = new CopyOnWriteArrayList<>();

	private final ActiveFaults faults = new ActiveFaults(List.of());

	private HttpAnswer answer = HttpAnswer.json(200, "{}");

	private final Transport transport = new Transport(BindAddress.of("127.0.0.1"), 0, (request, sender, loop) -> {
		this.received.add(request);
		return sender.apply(this.answer);
	}, this.faults);

	@AfterEach
	void close() {
		this.transport.close();
	}

	@Test
	void singleAnswerHasItsLength() throws IOException {
		this.answer = told(HttpAnswer.json(201, "{'é'}").header("X-A", "b").header("X-A", "c"));
		try (RawClient client = post()) {
			assertThat(client.head()).contains("HTTP/1.1 201 Created", "X-A: b", "X-A: c", "content-length: 6",
					"content-type: application/json; charset=utf-8");
			assertThat(client.read()).isEqualTo('{');
			assertThat(this.told).containsExactly("started", "ended true");
		}
	}

	@Test
	void dateOfTheAnswerIsKept() throws IOException {
		this.answer = this.answer.header("Date", "Wed, 25 Nov 2026 00:08:04 GMT");
		try (RawClient client = post()) {
			assertThat(client.head()).filteredOn((line) -> line.regionMatches(true, 0, "date:", 0, 5))
				.containsExactly("Date: Wed, 25 Nov 2026 00:08:04 GMT");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 20 })
	void packetIsAChunkAndListenerIsToldBeforeTheLast(int pause) throws IOException {
		this.answer = told(stream("a", "bc", "a very long packet").pause(Duration.ofMillis(pause)));
		long start = System.nanoTime();
		try (RawClient client = post()) {
			assertThat(client.head()).contains("transfer-encoding: chunked", "content-type: application/x-ndjson");
			assertThat(client.chunk()).isEqualTo("a");
			assertThat(client.chunk()).isEqualTo("bc");
			assertThat(client.chunk()).isEqualTo("a very long packet");
			assertThat(this.told).containsExactly("started", "ended true");
			assertThat(client.chunk()).isEmpty();
			assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(2 * pause));
			client.send("{}");
			client.head();
			assertThat(client.chunks()).hasSize(3);
			assertThat(this.told).hasSize(4);
		}
	}

	@Test
	void whenClientLeavesBetweenPacketsThenListenerIsTold() throws IOException {
		this.answer = told(stream("a", "b").pause(Duration.ofSeconds(10)));
		try (RawClient client = post()) {
			client.head();
			assertThat(client.chunk()).isEqualTo("a");
			assertThat(this.told).containsExactly("started");
		}
		await().atMost(PATIENCE).until(() -> this.told.equals(List.of("started", "ended false")));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 20 })
	void onePacketAndNoneAreStreams(int pause) throws IOException {
		this.answer = stream("only").pause(Duration.ofMillis(pause));
		try (RawClient client = post()) {
			client.head();
			assertThat(client.chunks()).containsExactly("only");
			this.answer = stream().status(404).pause(Duration.ofMillis(pause));
			client.send("{}");
			assertThat(client.head()).contains("HTTP/1.1 404 Not Found", "transfer-encoding: chunked");
			assertThat(client.chunks()).isEmpty();
		}
	}

	@Test
	void pausedPacketsAreSubjectToFaults() throws IOException {
		this.faults.set(List.of(Fault.of(Fault.Type.CUT_AFTER_BYTES, 3)));
		this.answer = told(stream("ab", "cd", "ef").pause(Duration.ofMillis(1)));
		try (RawClient client = post()) {
			client.head();
			assertThat(client.chunk()).isEqualTo("ab");
			assertThat(client.chunk()).isEqualTo("c");
			assertThat(client.read()).isEqualTo(-1);
		}
	}

	@Test
	void delayComesBeforeTheHead() throws IOException {
		this.answer = told(stream("a").delay(Duration.ofMillis(50)));
		long start = System.nanoTime();
		try (RawClient client = post()) {
			client.head();
			assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
			assertThat(client.chunks()).containsExactly("a");
		}
	}

	static Stream<HttpAnswer> unfinished() {
		return Stream.of(stream("a"), HttpAnswer.single(ResponseHead.of(200, "text/plain"), "a"));
	}

	@ParameterizedTest
	@MethodSource("unfinished")
	void cutAnswerPromisesNoLengthAndHasNoEnd(HttpAnswer unfinished) throws IOException {
		this.answer = told(unfinished.ending(Delivery.Ending.CUT));
		try (RawClient client = post()) {
			assertThat(client.head()).contains("transfer-encoding: chunked");
			assertThat(client.chunk()).isEqualTo("a");
			assertThat(client.read()).isEqualTo(-1);
		}
		await().atMost(PATIENCE).until(() -> this.told.equals(List.of("started", "ended false")));
	}

	@ParameterizedTest
	@EnumSource(names = { "STALL", "SILENCE" })
	void whatDoesNotEndIsCutOnDemand(Delivery.Ending ending) throws IOException {
		this.answer = told(stream("a").ending(ending));
		try (RawClient other = RawClient.send(this.transport.url(), "GET /", "", "Host: localhost");
				RawClient client = post()) {
			for (RawClient each : (ending == Delivery.Ending.STALL) ? List.of(client, other) : List.<RawClient>of()) {
				each.head();
				assertThat(each.chunk()).isEqualTo("a");
			}
			await().atMost(PATIENCE).until(() -> this.told.size() == 2);
			assertThat(this.transport.connectionCount()).isEqualTo(2);
			this.transport.cut();
			assertThat(client.read()).isEqualTo(-1);
			assertThat(other.read()).isEqualTo(-1);
			await().atMost(PATIENCE).until(() -> this.transport.connectionCount() == 0);
		}
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.told).filteredOn("ended false"::equals).hasSize(2));
	}

	@Test
	void whenNothingIsAnsweredThenNothingIsCut() throws IOException {
		try (RawClient client = post()) {
			client.head();
			client.read();
			client.read();
			this.transport.cut();
			client.send("{}");
			assertThat(client.head()).contains("HTTP/1.1 200 OK");
		}
	}

	@Test
	void requestTellsWhenItsConnectionIsClosed() throws IOException {
		try (RawClient client = RawClient.send(this.transport.url(), "POST /a?b=c", "{}", "Host: localhost")) {
			client.head();
			assertThat(this.received).singleElement().satisfies((request) -> {
				assertThat(request.path()).isEqualTo("/a");
				assertThat(request.query()).isEqualTo("?b=c");
				assertThat(request.connectionClosed()).isNotDone();
			});
		}
		await().atMost(PATIENCE).until(() -> this.received.get(0).connectionClosed().isDone());
	}

	@Test
	void closeClosesIdleConnections() throws IOException {
		try (RawClient client = post()) {
			client.head();
			client.read();
			client.read();
			this.transport.close();
			assertThat(client.read()).isEqualTo(-1);
		}
	}

	@Test
	void livePacketsAreSentWhenTheyCome() throws IOException {
		Sinks.Many<byte[]> packets = Sinks.many().unicast().onBackpressureBuffer();
		this.answer = HttpAnswer.live(ResponseHead.of(200, "text/plain"), packets.asFlux());
		try (RawClient client = post()) {
			assertThat(client.head()).contains("transfer-encoding: chunked", "content-type: text/plain");
			packets.tryEmitNext(bytes("a"));
			assertThat(client.chunk()).isEqualTo("a");
			packets.tryEmitNext(bytes("b"));
			assertThat(client.chunk()).isEqualTo("b");
			packets.tryEmitComplete();
			assertThat(client.chunk()).isEmpty();
		}
	}

	@Test
	void errorOfLivePacketsCutsTheConnection() throws IOException {
		this.answer = HttpAnswer.live(ResponseHead.of(200, "text/plain"),
				Flux.just(bytes("a")).concatWith(Flux.error(new IOException("cut"))));
		try (RawClient client = post()) {
			client.head();
			assertThat(client.chunk()).isEqualTo("a");
			assertThat(client.read()).isEqualTo(-1);
		}
	}

	@Test
	void allListenersAreTold() throws IOException {
		this.answer = told(told(HttpAnswer.json(200, "1")));
		try (RawClient client = post()) {
			client.head();
			assertThat(client.read()).isEqualTo('1');
			assertThat(this.told).containsExactly("started", "started", "ended true", "ended true");
		}
	}

	private RawClient post() throws IOException {
		return RawClient.send(this.transport.url(), "POST /api/generate", "{}", "Host: localhost");
	}

	private HttpAnswer told(HttpAnswer answer) {
		return answer.listener(new DeliveryListener() {

			@Override
			public void started() {
				AnswerSenderTests.this.told.add("started");
			}

			@Override
			public void ended(boolean complete) {
				AnswerSenderTests.this.told.add("ended " + complete);
			}

		});
	}

	private static HttpAnswer stream(String... packets) {
		return HttpAnswer.stream(Stream.of(packets).map(AnswerSenderTests::bytes).toList());
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
