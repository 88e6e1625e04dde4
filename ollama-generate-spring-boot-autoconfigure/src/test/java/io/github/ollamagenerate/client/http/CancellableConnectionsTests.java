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

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.pkitesting.CertificateBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.ConnectionObserver.State;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CancellableConnections}.
 */
class CancellableConnectionsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final ConnectionPoolUsage usage = new ConnectionPoolUsage();

	private final AtomicInteger requests = new AtomicInteger();

	private final ConnectionProvider connections = new CancellableConnections(ConnectionProvider.builder("one")
		.maxConnections(1)
		.maxIdleTime(TIMEOUT)
		.metrics(true, () -> this.usage)
		.build());

	private DisposableServer server;

	@AfterEach
	void close() {
		this.connections.dispose();
		this.server.disposeNow();
	}

	@ParameterizedTest
	@CsvSource({ "CREATED, false", "CREATED, true", "CONNECTED, false", "CONNECTED, true", "ACQUIRED, false",
			"ACQUIRED, true" })
	void requestThatIsCancelledWhenItGetsItsConnectionIsNotSent(Moment moment, boolean tls) throws Exception {
		AtomicReference<Runnable> action = new AtomicReference<>(() -> {
		});
		HttpClient client = moment.listener.apply(start(tls), () -> action.get().run());
		if (moment == Moment.ACQUIRED) {
			// only a connection of the pool is acquired
			assertThat(get(client).block(TIMEOUT)).isEqualTo("a");
			Awaitility.await().until(() -> this.usage.active() == 0);
		}
		int sent = this.requests.get();
		Sinks.Empty<String> cancel = Sinks.empty();
		action.set(cancel::tryEmitEmpty);
		StepVerifier.create(get(client).takeUntilOther(cancel.asMono())).expectComplete().verify(TIMEOUT);
		Awaitility.await().until(() -> this.usage.active() == 0 && this.usage.pending() == 0);
		assertThat(get(client).block(TIMEOUT)).isEqualTo("a");
		assertThat(this.requests).hasValue(sent + 1);
	}

	@Test
	void requestThatNobodyCancelsNeedsNoContext() throws Exception {
		assertThat(content(start(false)).block(TIMEOUT)).isEqualTo("a");
	}

	@Test
	void propertiesAreThoseOfTheConnections() throws Exception {
		assertThat(content(start(false)).block(TIMEOUT)).isEqualTo("a");
		assertThat(this.connections.name()).isEqualTo("one");
		assertThat(this.connections.maxConnections()).isOne();
		assertThat(this.connections.maxConnectionsPerHost()).isEmpty();
		assertThat(this.connections.mutate().build().maxConnections()).isOne();
		assertThat(this.connections.isDisposed()).isFalse();
		this.connections.disposeLater().block(TIMEOUT);
		assertThat(this.connections.isDisposed()).isTrue();
	}

	@Test
	void connectionsToOneServerAreDisposed() throws Exception {
		assertThat(content(start(false)).block(TIMEOUT)).isEqualTo("a");
		this.connections.disposeWhen(InetSocketAddress.createUnresolved("localhost", this.server.port()));
		assertThat(this.connections.isDisposed()).isTrue();
	}

	private HttpClient start(boolean tls) throws Exception {
		HttpServer http = HttpServer.create().host("localhost").handle((request, response) -> {
			this.requests.incrementAndGet();
			return response.sendString(Mono.just("a"));
		});
		HttpClient client = HttpClient.create(this.connections);
		if (!tls) {
			this.server = http.bindNow();
			return client.baseUrl("http://localhost:" + this.server.port());
		}
		SslContext own = SslContextBuilder
			.forServer(new CertificateBuilder().subject("CN=localhost")
				.addSanDnsName("localhost")
				.setIsCertificateAuthority(true)
				.buildSelfSigned()
				.toKeyManagerFactory())
			.build();
		SslContext any = SslContextBuilder.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE).build();
		this.server = http.secure((spec) -> spec.sslContext(own)).bindNow();
		return client.secure((spec) -> spec.sslContext(any)).baseUrl("https://localhost:" + this.server.port());
	}

	private static Mono<String> get(HttpClient client) {
		ConnectionRequest request = new ConnectionRequest();
		return content(client).doOnCancel(request::cancel).contextWrite(request::addTo);
	}

	private static Mono<String> content(HttpClient client) {
		return client.get().responseContent().aggregate().asString();
	}

	/**
	 * When a request is cancelled.
	 */
	private enum Moment {

		CREATED((client, action) -> client.doOnChannelInit((observer, channel, address) -> action.run())),

		CONNECTED((client, action) -> on(State.CONNECTED, client, action)),

		ACQUIRED((client, action) -> on(State.ACQUIRED, client, action));

		private final BiFunction<HttpClient, Runnable, HttpClient> listener;

		Moment(BiFunction<HttpClient, Runnable, HttpClient> listener) {
			this.listener = listener;
		}

		private static HttpClient on(State moment, HttpClient client, Runnable action) {
			return client.observe((connection, state) -> {
				if (state == moment) {
					action.run();
				}
			});
		}

	}

}
