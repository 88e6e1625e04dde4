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
import java.util.concurrent.ConcurrentHashMap;

import io.netty.channel.Channel;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The connections of a client, so that those that are idle can be closed.
 */
final class IdleConnections {

	private final Map<Channel, ConnectionState> connections = new ConcurrentHashMap<>();

	void add(Channel channel, ConnectionState state) {
		this.connections.put(channel, state);
		channel.closeFuture().addListener((future) -> this.connections.remove(channel));
	}

	/**
	 * Close the connections to a server on which no response is awaited: if the server
	 * has closed one of them, it may have closed the others as well.
	 */
	Mono<Void> close(SocketAddress server) {
		return Flux.fromIterable(this.connections.entrySet())
			.filter((connection) -> server.equals(connection.getKey().remoteAddress()))
			.flatMap((connection) -> close(connection.getKey(), connection.getValue()))
			.then();
	}

	private static Mono<Void> close(Channel channel, ConnectionState state) {
		return Mono.<Void>create((sink) -> channel.eventLoop().execute(() -> {
			if (state.isIdle()) {
				channel.close().addListener((future) -> sink.success());
			}
			else {
				sink.success();
			}
		})).onErrorComplete();
	}

}
