package io.github.ollamagenerate.client.http;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Cancels a call from another thread just when the connection's thread begins to read the
 * response.
 */
final class CancelledWhileReading {

	private final CountDownLatch reading = new CountDownLatch(1);

	private volatile boolean cancelled;

	private final AtomicBoolean first = new AtomicBoolean(true);

	HttpClient on(HttpClient httpClient) {
		return httpClient.doOnChannelInit(
				(observer, channel, address) -> channel.pipeline().addFirst(new ChannelInboundHandlerAdapter() {

					@Override
					public void channelRead(ChannelHandlerContext context, Object message) {
						if (CancelledWhileReading.this.first.getAndSet(false)) {
							CancelledWhileReading.this.reading.countDown();
							// a thread of the network must not block
							while (!CancelledWhileReading.this.cancelled) {
								continue;
							}
						}
						context.fireChannelRead(message);
					}

				}));
	}

	/**
	 * Cancel one call while the next waits for its connection, and return the result of
	 * the next.
	 */
	<T> T next(Mono<?> call, Mono<T> next) throws InterruptedException {
		Disposable subscription = call.subscribe();
		Mono<T> result = next.cache();
		result.subscribe((value) -> {
		}, (ex) -> {
		});
		this.reading.await();
		subscription.dispose();
		this.cancelled = true;
		return result.block(OneConnection.TIMEOUT);
	}

}
