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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HttpExchange}: the thread on which its tasks run.
 */
class HttpExchangeTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final EventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());

	private final Channel channel = new LocalChannel();

	private final HttpExchange exchange = new HttpExchange();

	@AfterEach
	void stop() {
		this.threads.shutdownGracefully(0, 0, TimeUnit.SECONDS);
	}

	@Test
	void taskRunsAtOnceBeforeThereIsAConnection() {
		assertThat(threadOfTask()).isCompletedWithValue(Thread.currentThread());
	}

	@Test
	void taskRunsOnTheThreadOfTheConnection() {
		connect();
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		this.channel.eventLoop().execute(() -> thread.complete(Thread.currentThread()));
		assertThat(threadOfTask()).succeedsWithin(TIMEOUT).isSameAs(thread.join());
	}

	@Test
	void taskRunsThoughTheThreadOfTheConnectionHasEnded() {
		connect();
		assertThat(this.threads.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS))
			.isTrue();
		assertThat(threadOfTask()).isCompletedWithValue(Thread.currentThread());
	}

	private void connect() {
		this.threads.register(this.channel).syncUninterruptibly();
		this.exchange.sentOn(this.channel);
	}

	private CompletableFuture<Thread> threadOfTask() {
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		this.exchange.execute(() -> thread.complete(Thread.currentThread()));
		return thread;
	}

}
