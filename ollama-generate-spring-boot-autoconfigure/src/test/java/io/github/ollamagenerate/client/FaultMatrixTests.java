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

package io.github.ollamagenerate.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.UnreadableResponseException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionPoolMetrics;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Each of the {@link Faults}, over a real socket, in each way to ask: what the caller
 * gets, what the meters say, and that nothing stays behind.
 */
@ExtendWith({ BufferLeakDetector.Extension.class, BlockingCallDetector.Extension.class })
class FaultMatrixTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String OPERATION = "ollama.client.generate.operation";

	private static final Path TABLE = Path.of("../docs/faults.md");

	private static SelfSignedServer untrusted;

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final Queue<ConnectionPoolMetrics> pools = new ConcurrentLinkedQueue<>();

	@BeforeAll
	static void start(@TempDir Path folder) throws Exception {
		untrusted = new SelfSignedServer(folder);
	}

	@AfterAll
	static void stop() {
		untrusted.close();
	}

	static Stream<Arguments> cases() {
		return Faults.all()
			.stream()
			.flatMap((fault) -> Stream.of(arguments(fault, CallMode.CALL, true), arguments(fault, CallMode.MONO, true),
					arguments(fault, CallMode.STREAM, true), arguments(fault, CallMode.CALL, false),
					arguments(fault, CallMode.MONO, false)));
	}

	// most wait for a timer
	@Execution(ExecutionMode.CONCURRENT)
	@ParameterizedTest(name = "{0}, {1}, aggregate={2}")
	@MethodSource("cases")
	void isNeverSilentlyWrong(Fault fault, CallMode mode, boolean aggregate) {
		ConnectionProvider connections = ConnectionProvider.builder("faults")
			.metrics(true, () -> (pool, id, address, metrics) -> this.pools.add(metrics))
			.build();
		WebClient.Builder webClient = WebClient.builder().defaultHeader("Authorization", "Bearer canary-key");
		ClientHttpConnector connector = new ReactorClientHttpConnector(HttpClient.create(connections).compress(true));
		try (FaultServers servers = new FaultServers(webClient, connector, untrusted)) {
			GenerateTemplate ollama = template(webClient, fault, servers).clientConnector(connector)
				.aggregate(aggregate)
				.build();
			List<GenerateResponse> received = new ArrayList<>();
			Throwable failure = catchThrowable(
					() -> mode.send(ollama, "canary-prompt").doOnNext(received::add).blockLast(TIMEOUT));
			if (fault.type() == null) {
				assertThat(failure).isNull();
			}
			else {
				assertThat(failure).isExactlyInstanceOf(fault.type());
				assertFailure(fault, (GenerateException) failure);
			}
			assertReceived(fault, mode, received);
			assertOneOutcome(fault);
			assertThat(servers.ollama().requestCount()).isEqualTo(fault.requests());
			assertThat(servers.other().requestCount()).isZero();
			assertNoConnectionIsHeld();
		}
		finally {
			connections.dispose();
		}
	}

	@Test
	void documentListsEachFault() throws IOException {
		String table = """
				# Faults

				**A call returns the complete answer to its own prompt, or it throws a documented exception.** It never ends normally
				with text missing. It does not return the answer to another prompt, except in the one case described below.

				This table lists every fault that the build tries, and what the caller gets with `call()`, `mono()`, and `stream()`.
				`FaultMatrixTests` tries each row in each of these ways over a real socket. It also checks this table, and rewrites
				it if you run `mvn verify -Dollama.test.faults.write=true`. `SlowSubscriberTests` repeats the rows in which chunks
				wait for a slow subscriber. `ConversationFuzzTests` and `LineFuzzTests` generate faults from a seed.
				[Errors](errors.md) explains the exceptions.

				There is one case that HTTP/1.1 does not let a client detect: a server sends a second, complete response to one
				request, and it arrives while the next request on the same connection is in flight. If it arrives at any other
				time, the client closes the connection.

				| what happens | outcome | the message says | text that had arrived | attempts | `error.type` |
				|---|---|---|---|---|---|
				%s
				"""
			.formatted(Faults.all().stream().map(Fault::toMarkdown).collect(Collectors.joining("\n")));
		if (Boolean.getBoolean("ollama.test.faults.write")) {
			Files.createDirectories(TABLE.getParent());
			Files.writeString(TABLE, table);
		}
		assertThat(TABLE).hasContent(table);
	}

	@Test
	void leakIsFound() {
		BufferLeakDetector.leak("canary-leak");
		assertThat(BufferLeakDetector.leaks()).singleElement().asString().contains("canary-leak");
	}

	private GenerateTemplate.Builder template(WebClient.Builder webClient, Fault fault, FaultServers servers) {
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.meters));
		return GenerateTemplate.builder(webClient)
			.baseUrl(fault.arrangement().apply(servers))
			.observationRegistry(observations)
			.retry(3, Duration.ofMillis(10), Duration.ofSeconds(2))
			.defaultRequest((request) -> request.model("m").timeouts(fault.timeouts()));
	}

	private static void assertFailure(Fault fault, GenerateException failure) {
		assertThat(failure).hasMessageContaining(fault.says());
		assertThat(failure.toString()).doesNotContain("canary");
		assertThat(failure.model()).isEqualTo("m");
		assertThat((failure.partialResponse() != null) ? failure.partialResponse().response() : null)
			.isEqualTo(fault.text());
		if (failure instanceof GenerateResponseException refused) {
			assertThat(refused.status()).isEqualTo(fault.status());
			assertThat(refused.serverText()).isEqualTo(fault.serverText());
		}
		if (failure instanceof UnreadableResponseException unreadable) {
			assertThat(unreadable.serverText()).isEqualTo(fault.serverText());
		}
	}

	private static void assertReceived(Fault fault, CallMode mode, List<GenerateResponse> received) {
		String text = received.stream().map(GenerateResponse::response).collect(Collectors.joining());
		if (fault.type() == null) {
			assertThat(text).isEqualTo(fault.text());
			assertThat(received.get(received.size() - 1).done()).isTrue();
		}
		else if (mode == CallMode.STREAM) {
			assertThat(text).isEqualTo((fault.text() != null) ? fault.text() : "");
		}
		else {
			assertThat(received).isEmpty();
		}
	}

	private void assertOneOutcome(Fault fault) {
		assertThat(this.meters.get(OPERATION).timers()).singleElement().satisfies((timer) -> {
			assertThat(timer.count()).isEqualTo(1);
			assertThat(timer.getId().getTag("outcome")).isEqualTo((fault.type() != null) ? "ERROR" : "SUCCESS");
			assertThat(timer.getId().getTag("error.type")).isEqualTo(fault.errorType());
		});
		assertThat(this.meters.get(OPERATION + ".active").longTaskTimer().activeTasks()).isZero();
		Counter retries = this.meters.find(OPERATION + ".retry").counter();
		assertThat((retries != null) ? retries.count() : 0).isEqualTo(fault.attempts() - 1);
	}

	private void assertNoConnectionIsHeld() {
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(10))
			.untilAsserted(() -> assertThat(this.pools)
				.allSatisfy((pool) -> assertThat(pool.acquiredSize() + pool.pendingAcquireSize()).isZero()));
	}

}
