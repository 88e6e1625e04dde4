package io.github.ollamagenerate.test;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;

/**
 * The open TCP connections. One future a connection, not one a request: a connection may
 * carry thousands of requests.
 */
final class Connections {

	private static final int CLOSE_SECONDS = 5;

	private static final AttributeKey<CompletableFuture<Void>> CLOSED = AttributeKey.valueOf(Connections.class,
			"closed");

	private final Set<Channel> open = ConcurrentHashMap.newKeySet();

	void opened(Channel channel) {
		CompletableFuture<Void> closed = new CompletableFuture<>();
		channel.attr(CLOSED).set(closed);
		this.open.add(channel);
		channel.closeFuture().addListener((future) -> {
			this.open.remove(channel);
			closed.complete(null);
		});
	}

	int count() {
		return this.open.size();
	}

	/**
	 * Closes all connections and waits until they are. An event loop that shuts down does
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
