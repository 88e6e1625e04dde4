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
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;

import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Sees to it that a request gets its own response or fails, over any connector of Reactor
 * Netty: the application may bring its own.
 * <p>
 * The last filter, next to the connector, so that all others see the failures.
 */
public final class HttpExchangeFilter implements ExchangeFilterFunction {

	// each takes two connections of the pool that were closed in this instant
	private static final int MAX_ACQUIRE_ATTEMPTS = 5;

	// one for all, for clients share pools
	private static final HttpExchangeFilter INSTANCE = new HttpExchangeFilter();

	private final IdleConnections connections = new IdleConnections();

	private HttpExchangeFilter() {
	}

	/**
	 * Add the filter to a builder, as the last one.
	 * @param builder the builder, whose connector is the one to use
	 */
	public static void addTo(WebClient.Builder builder) {
		builder.filters((filters) -> {
			filters.remove(INSTANCE);
			filters.add(INSTANCE);
		});
	}

	/**
	 * Return whether a builder has the filter, and so the connector to use.
	 */
	static boolean isIn(WebClient.Builder builder) {
		AtomicBoolean found = new AtomicBoolean();
		builder.filters((filters) -> found.set(filters.contains(INSTANCE)));
		return found.get();
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return send(request, next, MAX_ACQUIRE_ATTEMPTS)
			.onErrorResume(StaleConnectionException.class,
					(stale) -> this.connections.close(stale.server()).then(send(request, next, MAX_ACQUIRE_ATTEMPTS)))
			.onErrorMap(IOException.class,
					(ex) -> new WebClientRequestException(ex, request.method(), request.url(), request.headers()));
	}

	private Mono<ClientResponse> send(ClientRequest request, ExchangeFunction next, int attempts) {
		return Mono.<ClientResponse>defer(() -> {
			HttpExchange exchange = new HttpExchange();
			return next.exchange(new ExchangeRequest(request, (message) -> begin(exchange, message)))
				.flatMap((response) -> check(exchange, response))
				// on the thread of the connection: Reactor Netty queues the close of a
				// cancel from another thread, and meanwhile the next request may have
				// got the connection (reactor-netty#4137)
				.cancelOn(Schedulers.fromExecutor(exchange));
		})
			.onErrorResume((ex) -> attempts > 1 && isClosedInPool(ex.getCause()),
					(ex) -> send(request, next, attempts - 1));
	}

	/**
	 * Return whether the request was not sent because the pool chose a connection that
	 * was closed meanwhile, and then another one: {@code DefaultPooledConnectionProvider}
	 * gives up after two.
	 */
	private static boolean isClosedInPool(@Nullable Throwable cause) {
		return cause instanceof IOException && cause.getMessage() != null
				&& cause.getMessage().startsWith("Error while acquiring from ");
	}

	private void begin(HttpExchange exchange, ClientHttpRequest message) {
		Object request = message.getNativeRequest();
		if (request instanceof Connection connection) {
			exchange.sentOn(connection.channel());
			ExchangeHandler handler = ExchangeHandler.of(connection.channel(), this.connections);
			if (handler != null) {
				handler.begin(exchange);
			}
		}
	}

	private static Mono<ClientResponse> check(HttpExchange exchange, ClientResponse response) {
		IOException failure = exchange.failure();
		return (failure != null) ? response.releaseBody().then(Mono.error(failure)) : Mono.just(response);
	}

}
