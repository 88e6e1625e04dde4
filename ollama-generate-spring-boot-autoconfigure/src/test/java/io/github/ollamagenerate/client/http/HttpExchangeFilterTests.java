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

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.client.BufferLeakDetector;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.server.OllamaServerClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeFunctions;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HttpExchangeFilter}: connections that the server closes when the next
 * request is on its way.
 */
@ExtendWith(BufferLeakDetector.Extension.class)
class HttpExchangeFilterTests {

	@RegisterExtension
	final OneConnection connection = new OneConnection();

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void requestGoesOutOnceMoreOnANewConnection(boolean reset) {
		try (RawServer server = new RawServer((request) -> {
			if (request.index() == 1) {
				request.send(Wire.response(request.prompt()));
			}
			else {
				close(request.socket(), reset);
			}
		})) {
			GenerateTemplate ollama = this.connection.template(server);
			for (int i = 0; i < 5; i++) {
				assertThat(ollama.prompt("nonce-" + i).call().content()).isEqualTo("nonce-" + i);
			}
			assertThat(server.requestCount()).isEqualTo(9);
			assertThat(server.connectionCount()).isEqualTo(5);
		}
	}

	@Test
	void requestThatTheApplicationCopiesGoesOutOnceMore() {
		ExchangeFunction exchange = ExchangeFunctions.create(this.connection.connector());
		WebClient.Builder copying = WebClient.builder()
			.exchangeFunction((request) -> exchange.exchange(ClientRequest.from(request).build()));
		try (RawServer server = new RawServer((request) -> {
			if (request.index() == 1) {
				request.send(Wire.response(request.prompt()));
			}
			else {
				request.close();
			}
		})) {
			GenerateTemplate ollama = GenerateTemplate.builder(copying)
				.baseUrl(server.url())
				.retry(1, Duration.ZERO, Duration.ZERO)
				.defaultRequest((request) -> request.model("m"))
				.build();
			assertThat(ollama.prompt("a").call().content()).isEqualTo("a");
			assertThat(ollama.prompt("b").call().content()).isEqualTo("b");
			assertThat(server.connectionCount()).isEqualTo(2);
		}
	}

	/**
	 * As proxies do, such as HAProxy, before they close an idle connection.
	 */
	@Test
	void requestThatCrossesTheTimeoutOfAnIdleConnectionGoesOutOnceMore() {
		try (RawServer server = new RawServer((request) -> {
			if (request.index() == 1) {
				request.send(Wire.response(request.prompt()));
			}
			else {
				request.send("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
				request.send(Wire.response(request.prompt()));
			}
		})) {
			GenerateTemplate ollama = this.connection.template(server);
			for (int i = 0; i < 5; i++) {
				assertThat(ollama.prompt("nonce-" + i).call().content()).isEqualTo("nonce-" + i);
			}
			assertThat(server.connectionCount()).isEqualTo(5);
		}
	}

	@Test
	void questionAboutTheServerGoesOutOnceMore() {
		try (RawServer server = new RawServer((request) -> {
			if (request.index() == 1) {
				request.send(Wire.fixed("", "{\"version\":\"1\"}"));
			}
			else {
				request.close();
			}
		})) {
			OllamaServerClient client = new OllamaServerClient(WebClient.builder(), server.url(),
					this.connection.connector());
			assertThat(client.version().block(OneConnection.TIMEOUT)).isEqualTo("1");
			assertThat(client.version().block(OneConnection.TIMEOUT)).isEqualTo("1");
		}
	}

	/**
	 * All idle connections are stale after a restart of the server: the request must not
	 * go from one to the next.
	 */
	@Test
	void otherIdleConnectionsToTheServerAreNotTried() {
		Set<Integer> stale = ConcurrentHashMap.newKeySet();
		ConnectionProvider connections = ConnectionProvider.create("many", 50);
		try (RawServer server = new RawServer((request) -> {
			if (stale.contains(request.connection())) {
				request.close();
				return;
			}
			request.send(Wire.response(request.prompt()));
		})) {
			GenerateTemplate ollama = OneConnection.template(HttpClient.create(connections), server.url());
			for (int round = 0; round < 5; round++) {
				List<String> prompts = IntStream.range(0, 20).mapToObj((i) -> "nonce-" + i).toList();
				assertThat(Flux.fromIterable(prompts)
					.flatMapSequential((prompt) -> ollama.prompt(prompt).mono().content(), 20)
					.collectList()
					.block(OneConnection.TIMEOUT)).isEqualTo(prompts);
				stale.addAll(IntStream.rangeClosed(1, server.connectionCount()).boxed().toList());
			}
		}
		finally {
			connections.dispose();
		}
	}

	/**
	 * Templates that are built by hand share a pool, and so do those of the builder bean.
	 */
	@Test
	void idleConnectionsOfAnotherTemplateAreNotTriedEither() {
		AtomicBoolean stale = new AtomicBoolean();
		ConnectionProvider connections = ConnectionProvider.create("many", 50);
		CountDownLatch allRequests = new CountDownLatch(5);
		try (RawServer server = new RawServer((request) -> {
			if (stale.get() && request.connection() <= 5) {
				request.close();
				return;
			}
			allRequests.countDown();
			await(allRequests);
			request.send(Wire.response(request.prompt()));
		})) {
			GenerateTemplate other = OneConnection.template(HttpClient.create(connections), server.url());
			Flux.range(0, 5)
				.flatMap((i) -> other.prompt("nonce-" + i).mono().content())
				.then()
				.block(OneConnection.TIMEOUT);
			stale.set(true);
			GenerateTemplate ollama = OneConnection.template(HttpClient.create(connections), server.url());
			assertThat(ollama.prompt("next").call().content()).isEqualTo("next");
		}
		finally {
			connections.dispose();
		}
	}

	/**
	 * The pool looks at one more connection if the first was closed after it had been
	 * chosen, and then gives up.
	 */
	@ParameterizedTest
	@CsvSource({ "5, true", "11, false" })
	void fewConnectionsThatAreClosedWhileThePoolChoosesAreNoFailure(int count, boolean isAnswered) {
		AtomicBoolean closing = new AtomicBoolean();
		ConnectionProvider connections = ConnectionProvider.builder("closing")
			.evictionPredicate((connection, metadata) -> {
				if (closing.get()) {
					connection.channel().close();
				}
				return false;
			})
			.build();
		CountDownLatch allRequests = new CountDownLatch(count);
		try (RawServer server = new RawServer((request) -> {
			allRequests.countDown();
			await(allRequests);
			request.send(Wire.response(request.prompt()));
		})) {
			GenerateTemplate ollama = OneConnection.template(HttpClient.create(connections), server.url());
			Flux.range(0, count)
				.flatMap((i) -> ollama.prompt("nonce-" + i).mono().content())
				.then()
				.block(OneConnection.TIMEOUT);
			closing.set(true);
			Mono<String> next = ollama.prompt("next").mono().content();
			assertThat(next.onErrorReturn(GenerateRequestException.class, "failed").block(OneConnection.TIMEOUT))
				.isEqualTo(isAnswered ? "next" : "failed");
			assertThat(server.requestCount()).isEqualTo(isAnswered ? count + 1 : count);
		}
		finally {
			connections.dispose();
		}
	}

	@Test
	void newConnectionThatIsClosedIsNotTriedAgain() {
		try (RawServer server = new RawServer((request) -> request.close())) {
			GenerateTemplate ollama = this.connection.template(server);
			assertThatExceptionOfType(GenerateRequestException.class)
				.isThrownBy(() -> ollama.prompt("a").call().content())
				.withMessageContaining("the connection broke before the answer started");
			assertThat(server.requestCount()).isEqualTo(1);
		}
	}

	@Test
	void requestIsNotSentAgainWhenAByteOfAResponseCame() {
		try (RawServer server = new RawServer((request) -> {
			if (request.index() == 1) {
				request.send(Wire.response(request.prompt()));
			}
			else {
				request.send("H").close();
			}
		})) {
			GenerateTemplate ollama = this.connection.template(server);
			assertThat(ollama.prompt("a").call().content()).isEqualTo("a");
			assertThatExceptionOfType(GenerateRequestException.class)
				.isThrownBy(() -> ollama.prompt("b").call().content())
				.withMessageContaining("the connection broke before the answer started");
			assertThat(server.requestCount()).isEqualTo(2);
		}
	}

	@Test
	void requestGoesOutNoMoreThanTwice() {
		try (RawServer server = new RawServer((request) -> {
			if (request.connection() == 1 && request.index() == 1) {
				request.send(Wire.response(request.prompt()));
			}
			else {
				request.close();
			}
		})) {
			GenerateTemplate ollama = this.connection.template(server);
			assertThat(ollama.prompt("a").call().content()).isEqualTo("a");
			assertThatExceptionOfType(GenerateRequestException.class)
				.isThrownBy(() -> ollama.prompt("b").call().content());
			assertThat(server.requestCount()).isEqualTo(3);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void close(Socket socket, boolean reset) throws IOException {
		if (reset) {
			socket.setSoLinger(true, 0);
		}
		socket.close();
	}

}
