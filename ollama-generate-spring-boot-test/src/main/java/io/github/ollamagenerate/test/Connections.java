package io.github.ollamagenerate.test;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;

/**
 * The open TCP connections. One future a connection, not one a request: a connection may
 * carry thousands of requests.
 */
final class Connections {

	private static final AttributeKey<CompletableFuture<Void>> CLOSED = AttributeKey.valueOf(Connections.class,
			"closed");

	private final AtomicInteger open = new AtomicInteger();

	void opened(Channel channel) {
		CompletableFuture<Void> closed = new CompletableFuture<>();
		channel.attr(CLOSED).set(closed);
		this.open.incrementAndGet();
		channel.closeFuture().addListener((future) -> {
			this.open.decrementAndGet();
			closed.complete(null);
		});
	}

	int count() {
		return this.open.get();
	}

	static CompletableFuture<Void> closed(Channel channel) {
		return channel.attr(CLOSED).get();
	}

}
