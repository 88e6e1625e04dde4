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

package io.github.ollamagenerate.client.http;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.github.ollamagenerate.client.GenerateTemplate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link OllamaClientHttpConnector}.
 */
class OllamaClientHttpConnectorTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final ConnectionSettings ONE_CONNECTION = oneConnection(-1);

	private static final SslBundle WRONG_BUNDLE = mock(SslBundle.class, (invocation) -> {
		throw new IllegalStateException("wrong bundle");
	});

	private final OllamaClientHttpConnector connector = OllamaClientHttpConnector.forGenerations(ONE_CONNECTION, null,
			new ConnectionPoolUsage());

	@AfterEach
	void dispose() {
		this.connector.dispose();
	}

	@Test
	void requestsShareTheConnections() {
		try (RawServer server = new RawServer((request) -> request.send(Wire.fixed("", "")))) {
			assertThat(get(server.url()).block(TIMEOUT)).isEqualTo(200);
			assertThat(get(server.url()).block(TIMEOUT)).isEqualTo(200);
			assertThat(server.connectionCount()).isOne();
		}
	}

	@Test
	void questionsAboutTheServerAreNotLimited() {
		CompletableFuture<Void> second = new CompletableFuture<>();
		OllamaClientHttpConnector unlimited = OllamaClientHttpConnector.forServer(ONE_CONNECTION, null);
		try (RawServer server = new RawServer((request) -> {
			if (request.connection() == 2) {
				second.complete(null);
			}
			second.join();
			request.send(Wire.fixed("", ""));
		})) {
			assertThat(Flux.range(0, 2).flatMap((i) -> get(unlimited, server.url())).collectList().block(TIMEOUT))
				.containsExactly(200, 200);
		}
		finally {
			unlimited.dispose();
		}
	}

	@Test
	void requestsThatAreCancelledWhileTheyWaitLeaveTheQueue() {
		CompletableFuture<Void> answered = new CompletableFuture<>();
		ConnectionPoolUsage usage = new ConnectionPoolUsage();
		OllamaClientHttpConnector connector = OllamaClientHttpConnector.forGenerations(oneConnection(11), null, usage);
		try (RawServer server = new RawServer((request) -> {
			answered.join();
			request.send(Wire.response("a"));
		})) {
			Mono<String> answer = answer(connector, server);
			List<CompletableFuture<String>> answers = new ArrayList<>(List.of(answer.toFuture()));
			Awaitility.await().until(() -> usage.active() == 1);
			List<Disposable> waiting = Stream.generate(answer::subscribe).limit(10).toList();
			answers.add(answer.toFuture());
			Awaitility.await().until(() -> usage.pending() == 11);
			waiting.forEach(Disposable::dispose);
			Awaitility.await().until(() -> usage.pending() == 1);
			Stream.generate(answer::toFuture).limit(10).forEach(answers::add);
			Awaitility.await().until(() -> usage.pending() == 11);
			answered.complete(null);
			assertThat(answers).allSatisfy((future) -> assertThat(future).succeedsWithin(TIMEOUT).isEqualTo("a"));
			assertThat(server.requestCount()).isEqualTo(12);
			assertThat(server.connectionCount()).isOne();
			Awaitility.await().until(() -> usage.active() == 0 && usage.pending() == 0);
		}
		finally {
			connector.dispose();
		}
	}

	@Test
	void requestThatIsCancelledJustWhenItGetsItsConnectionKeepsNothing() {
		ConnectionPoolUsage usage = new ConnectionPoolUsage();
		OllamaClientHttpConnector connector = OllamaClientHttpConnector.forGenerations(oneConnection(-1), null, usage);
		AtomicReference<CompletableFuture<Void>> gate = new AtomicReference<>();
		try (RawServer server = new RawServer((request) -> {
			gate.get().join();
			request.send(Wire.response("a"));
		})) {
			Mono<String> answer = answer(connector, server);
			for (int i = 0; i < 100; i++) {
				gate.set(new CompletableFuture<>());
				CompletableFuture<String> first = answer.toFuture();
				Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> usage.active() == 1);
				Disposable cancelled = answer.subscribe();
				CompletableFuture<String> last = answer.toFuture();
				Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> usage.pending() == 2);
				gate.get().complete(null);
				for (int spins = i * 100; spins > 0; spins--) {
					Thread.onSpinWait();
				}
				cancelled.dispose();
				assertThat(first).succeedsWithin(TIMEOUT).isEqualTo("a");
				assertThat(last).succeedsWithin(TIMEOUT).isEqualTo("a");
				Awaitility.await()
					.pollInterval(Duration.ofMillis(1))
					.until(() -> usage.active() == 0 && usage.pending() == 0);
			}
		}
		finally {
			connector.dispose();
		}
	}

	@Test
	void disposeClosesTheConnectionsForGood() {
		CompletableFuture<Integer> closed = new CompletableFuture<>();
		try (RawServer server = new RawServer((request) -> {
			request.send(Wire.fixed("", ""));
			closed.complete(request.socket().getInputStream().read());
		})) {
			assertThat(get(server.url()).block(TIMEOUT)).isEqualTo(200);
			this.connector.dispose();
			assertThat(closed).succeedsWithin(TIMEOUT).isEqualTo(-1);
			assertThatIllegalStateException().isThrownBy(() -> get(server.url()))
				.withMessage("The application context is closed");
			assertThat(server.connectionCount()).isOne();
		}
	}

	@Test
	void disposedConnectorTakesNoBundle() {
		this.connector.dispose();
		assertThatIllegalStateException().isThrownBy(() -> this.connector.setSslBundle(WRONG_BUNDLE))
			.withMessage("The application context is closed");
	}

	@Test
	void wrongBundleFailsWithoutARequest() {
		assertThatIllegalStateException().isThrownBy(
				() -> OllamaClientHttpConnector.forGenerations(ONE_CONNECTION, WRONG_BUNDLE, new ConnectionPoolUsage()))
			.withMessage("wrong bundle");
		assertThatIllegalStateException()
			.isThrownBy(() -> OllamaClientHttpConnector.forServer(ONE_CONNECTION, WRONG_BUNDLE))
			.withMessage("wrong bundle");
	}

	@Test
	void wrongBundleLeavesTheOneBefore() {
		try (RawServer server = new RawServer((request) -> request.send(Wire.fixed("", "")))) {
			assertThat(get(server.url()).block(TIMEOUT)).isEqualTo(200);
			assertThatIllegalStateException().isThrownBy(() -> this.connector.setSslBundle(WRONG_BUNDLE));
			assertThat(get(server.url()).block(TIMEOUT)).isEqualTo(200);
			assertThat(server.connectionCount()).isOne();
		}
	}

	private static ConnectionSettings oneConnection(int maxPending) {
		return new ConnectionSettings(TIMEOUT, 1, maxPending, TIMEOUT, Duration.ofMinutes(5), DataSize.ofKilobytes(8),
				false);
	}

	private static Mono<String> answer(OllamaClientHttpConnector connector, RawServer server) {
		return GenerateTemplate.builder(WebClient.builder())
			.clientConnector(connector)
			.baseUrl(server.url())
			.build()
			.prompt("p")
			.model("m")
			.mono()
			.content();
	}

	private Mono<Integer> get(String url) {
		return get(this.connector, url);
	}

	private static Mono<Integer> get(OllamaClientHttpConnector connector, String url) {
		return connector.connect(HttpMethod.GET, URI.create(url), ClientHttpRequest::setComplete)
			.flatMap((response) -> response.getBody().then(Mono.just(response.getStatusCode().value())));
	}

}
