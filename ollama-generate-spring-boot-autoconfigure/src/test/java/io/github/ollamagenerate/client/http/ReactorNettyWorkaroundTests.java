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

import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.PrematureCloseException;
import reactor.netty.resources.ConnectionProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tells when a workaround for Reactor Netty can go: the test of the workaround fails.
 */
class ReactorNettyWorkaroundTests {

	@RegisterExtension
	final OneConnection connection = new OneConnection();

	/**
	 * If this fails, {@link InterimResponses} can go.
	 */
	@Test
	void interimResponseIsTakenForTheFinalOne() {
		try (RawServer server = new RawServer(
				(request) -> request.send(Wire.EARLY_HINTS).send(Wire.response(request.prompt())))) {
			assertThat(this.connection.httpClient()
				.get()
				.uri(server.url())
				.response()
				.map((response) -> response.status().code())
				.block(OneConnection.TIMEOUT)).isEqualTo(103);
		}
	}

	/**
	 * If this fails, {@code cancelOn} in {@link HttpExchangeFilter} can go.
	 */
	@Test
	void cancelClosesTheConnectionOfTheNextCall() {
		CancelledWhileReading race = new CancelledWhileReading();
		try (RawServer server = new RawServer((request) -> request.send(Wire.response("a")))) {
			Mono<String> call = race.on(this.connection.httpClient())
				.post()
				.uri(server.url())
				.send(ByteBufMono.fromString(Mono.just("{}")))
				.responseContent()
				.aggregate()
				.asString();
			assertThatException().isThrownBy(() -> race.next(call, call))
				.withCauseInstanceOf(PrematureCloseException.class);
		}
	}

	/**
	 * If this fails, {@link CancellableConnections} and {@link ConnectionRequest} can go.
	 */
	@Test
	void cancelledRequestStaysInTheQueue() {
		CompletableFuture<Void> answered = new CompletableFuture<>();
		ConnectionPoolUsage usage = new ConnectionPoolUsage();
		ConnectionProvider pool = ConnectionProvider.builder("one")
			.maxConnections(1)
			.metrics(true, () -> usage)
			.build();
		try (RawServer server = new RawServer((request) -> {
			answered.join();
			request.send(Wire.response("a"));
		})) {
			Mono<String> call = HttpClient.create(pool)
				.get()
				.uri(server.url())
				.responseContent()
				.aggregate()
				.asString();
			CompletableFuture<String> busy = call.toFuture();
			Awaitility.await().until(() -> usage.active() == 1);
			Disposable waiting = call.subscribe();
			Awaitility.await().until(() -> usage.pending() == 1);
			waiting.dispose();
			assertThat(usage.pending()).isOne();
			answered.complete(null);
			assertThat(busy).succeedsWithin(OneConnection.TIMEOUT);
		}
		finally {
			pool.dispose();
		}
	}

}
