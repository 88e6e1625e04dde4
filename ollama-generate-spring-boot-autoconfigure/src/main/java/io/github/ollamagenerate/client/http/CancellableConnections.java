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

import java.net.SocketAddress;
import java.util.Map;
import java.util.function.Supplier;

import io.netty.resolver.AddressResolverGroup;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.TransportConfig;

/**
 * Connections for which a request no longer waits when it is cancelled. Reactor Netty
 * leaves it in the queue until it is its turn, because {@code HttpClientConnect} does not
 * pass the cancel on (reactor-netty#3531). This class and {@link ConnectionRequest} are
 * no longer needed when it does; {@code ReactorNettyWorkaroundTests} then fails.
 */
final class CancellableConnections implements ConnectionProvider {

	private final ConnectionProvider connections;

	/**
	 * Create connections.
	 * @param connections the connections to take
	 */
	CancellableConnections(ConnectionProvider connections) {
		this.connections = connections;
	}

	@Override
	public Mono<? extends Connection> acquire(TransportConfig config, ConnectionObserver observer,
			@Nullable Supplier<? extends SocketAddress> server, @Nullable AddressResolverGroup<?> resolver) {
		return Mono.deferContextual((context) -> {
			ConnectionRequest request = ConnectionRequest.from(context);
			return this.connections.acquire(config, request.then(observer), server, resolver)
				.doOnSubscribe(request::waitFor);
		});
	}

	@Override
	public void disposeWhen(SocketAddress server) {
		this.connections.disposeWhen(server);
	}

	@Override
	public void dispose() {
		this.connections.dispose();
	}

	@Override
	public Mono<Void> disposeLater() {
		return this.connections.disposeLater();
	}

	@Override
	public boolean isDisposed() {
		return this.connections.isDisposed();
	}

	@Override
	public int maxConnections() {
		return this.connections.maxConnections();
	}

	@Override
	public @Nullable Map<SocketAddress, Integer> maxConnectionsPerHost() {
		return this.connections.maxConnectionsPerHost();
	}

	@Override
	public @Nullable Builder mutate() {
		return this.connections.mutate();
	}

	@Override
	public @Nullable String name() {
		return this.connections.name();
	}

}
