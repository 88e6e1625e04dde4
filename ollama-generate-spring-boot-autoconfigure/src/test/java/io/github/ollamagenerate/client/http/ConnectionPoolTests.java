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
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ConnectionPool}.
 */
class ConnectionPoolTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final ConnectionPoolUsage usage = new ConnectionPoolUsage();

	@Test
	void numberOfConnectionsIsUnlimitedOrAsItIsSet() {
		assertThat(ConnectionPool.of("a", ConnectionSettings.DEFAULTS, null).connections().maxConnections())
			.isEqualTo(Integer.MAX_VALUE);
		assertThat(ConnectionPool.of("a", settings(3, null, 8192), null).connections().maxConnections()).isEqualTo(3);
	}

	@Test
	void usageCountsConnectionsAndWaitingRequests() {
		CountDownLatch answered = new CountDownLatch(1);
		try (RawServer server = new RawServer((request) -> {
			await(answered);
			request.send(Wire.fixed("", "a"));
		}); Used used = use(settings(1, 1, 8192), server)) {
			Mono<ResponseEntity<String>> response = used.get();
			assertThat(this.usage.active()).isZero();
			Disposable busy = response.subscribe();
			Disposable waiting = response.subscribe();
			Awaitility.await().until(() -> this.usage.active() == 1 && this.usage.pending() == 1);
			assertThatExceptionOfType(WebClientRequestException.class).isThrownBy(() -> response.block(TIMEOUT))
				.withCauseInstanceOf(PoolAcquirePendingLimitException.class);
			answered.countDown();
			Awaitility.await()
				.until(() -> busy.isDisposed() && waiting.isDisposed() && this.usage.active() == 0
						&& this.usage.pending() == 0);
		}
	}

	@Test
	void usageIsThatOfAllServers() {
		CountDownLatch answered = new CountDownLatch(1);
		RawServer.Script waits = (request) -> {
			await(answered);
			request.send(Wire.fixed("", "a"));
		};
		try (RawServer first = new RawServer(waits);
				RawServer second = new RawServer(waits);
				Used used = use(ConnectionSettings.DEFAULTS, first)) {
			Disposable one = used.get().subscribe();
			Disposable other = new Used(used.pool(), second.url()).get().subscribe();
			Awaitility.await().until(() -> this.usage.active() == 2);
			answered.countDown();
			Awaitility.await().until(() -> one.isDisposed() && other.isDisposed() && this.usage.active() == 0);
		}
	}

	@Test
	void redirectIsTheResponse() {
		try (RawServer server = new RawServer(
				(request) -> request.send("HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"));
				Used used = use(ConnectionSettings.DEFAULTS, server)) {
			assertThat(used.get().block(TIMEOUT).getStatusCode()).isEqualTo(HttpStatusCode.valueOf(302));
			assertThat(server.requestCount()).isOne();
		}
	}

	@Test
	void compressionIsNotAskedFor() {
		try (RawServer server = new RawServer((request) -> request.send(Wire.fixed("", request.head())));
				Used used = use(ConnectionSettings.DEFAULTS, server)) {
			assertThat(used.get().block(TIMEOUT).getBody()).startsWith("GET ")
				.doesNotContainIgnoringCase("accept-encoding");
		}
	}

	@ParameterizedTest
	@CsvSource({ "128, true", "1024, false" })
	void headOfAResponseHasAMaximumSize(long size, boolean isTooLarge) {
		try (RawServer server = new RawServer(
				(request) -> request.send(Wire.fixed("X: " + "x".repeat(500) + "\r\n", "a")));
				Used used = use(settings(null, null, size), server)) {
			assertThat(used.get()
				.map(ResponseEntity::getBody)
				.onErrorReturn(WebClientRequestException.class, "failed")
				.block(TIMEOUT)).isEqualTo(isTooLarge ? "failed" : "a");
		}
	}

	private Used use(ConnectionSettings settings, RawServer server) {
		return new Used(ConnectionPool.of("test", settings, this.usage), server.url());
	}

	private static ConnectionSettings settings(Integer maxConnections, Integer maxPending, long maxHeaderSize) {
		return new ConnectionSettings(Duration.ofSeconds(10), maxConnections, maxPending, TIMEOUT,
				Duration.ofMinutes(5), DataSize.ofBytes(maxHeaderSize), false);
	}

	private static void await(CountDownLatch latch) throws IOException {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	private record Used(ConnectionPool pool, String url) implements AutoCloseable {

		Mono<ResponseEntity<String>> get() {
			return WebClient.builder()
				.clientConnector(this.pool.connector(null))
				.build()
				.get()
				.uri(this.url)
				.retrieve()
				.toEntity(String.class);
		}

		@Override
		public void close() {
			this.pool.connections().dispose();
		}

	}

}
