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
