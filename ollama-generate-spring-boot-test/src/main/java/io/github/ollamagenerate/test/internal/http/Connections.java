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

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import reactor.core.publisher.Mono;

/**
 * The open TCP connections. One future a connection, not one a request: a connection may
 * carry thousands of requests.
 */
final class Connections {

	private static final int CLOSE_SECONDS = 5;

	private static final AttributeKey<CompletableFuture<Void>> CLOSED = AttributeKey.valueOf(Connections.class,
			"closed");

	private final Set<Channel> open = ConcurrentHashMap.newKeySet();

	private final Set<Channel> answering = ConcurrentHashMap.newKeySet();

	void opened(Channel channel) {
		CompletableFuture<Void> closed = new CompletableFuture<>();
		channel.attr(CLOSED).set(closed);
		this.open.add(channel);
		channel.closeFuture().addListener((future) -> {
			this.open.remove(channel);
			closed.complete(null);
		});
	}

	/** Mark the connection as busy for as long as the answer is sent. */
	Mono<Void> answering(Channel channel, Supplier<Mono<Void>> answer) {
		this.answering.add(channel);
		return answer.get().doFinally((signal) -> this.answering.remove(channel));
	}

	/** Close the connections on which an answer is being sent, or stalls. */
	void cut() {
		// on its loop: an answer that its client has read is over there, too
		this.answering.forEach((channel) -> channel.eventLoop().execute(() -> {
			if (this.answering.contains(channel)) {
				channel.close();
			}
		}));
	}

	int count() {
		return this.open.size();
	}

	/**
	 * Close all connections and wait until they are. An event loop that shuts down does
	 * not always close the ones that lie idle.
	 */
	void close() {
		List.copyOf(this.open)
			.forEach((channel) -> channel.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS));
	}

	static CompletableFuture<Void> closed(Channel channel) {
		return channel.attr(CLOSED).get();
	}

}
