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
import java.util.concurrent.CompletableFuture;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IdleConnections}.
 */
class IdleConnectionsTests {

	private final IdleConnections connections = new IdleConnections();

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final ConnectionState state = new ConnectionState();

	@Test
	void idleConnectionIsClosed() {
		this.connections.add(this.channel, this.state);
		close();
		assertThat(this.channel.isOpen()).isFalse();
	}

	@Test
	void connectionThatAwaitsAResponseStaysOpen() {
		this.connections.add(this.channel, this.state);
		this.state.beginRequest();
		close();
		assertThat(this.channel.isOpen()).isTrue();
	}

	@Test
	void connectionToAnotherServerStaysOpen() {
		this.connections.add(this.channel, this.state);
		this.connections.close(InetSocketAddress.createUnresolved("other", 11434)).block(Duration.ofSeconds(10));
		assertThat(this.channel.isOpen()).isTrue();
	}

	private void close() {
		CompletableFuture<Void> closed = this.connections.close(this.channel.remoteAddress()).toFuture();
		this.channel.runPendingTasks();
		assertThat(closed).isCompleted();
	}

}
