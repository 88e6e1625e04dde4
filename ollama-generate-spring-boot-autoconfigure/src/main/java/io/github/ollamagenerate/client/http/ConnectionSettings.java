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

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Settings of the connections to a server.
 *
 * @param connectTimeout the maximum time to establish a connection; zero means no limit
 * @param maxConnections the maximum number of connections to a server, {@code null} for
 * any number
 * @param pendingAcquireMaxCount the maximum number of requests that wait for a
 * connection, {@code null} for twice the number of connections, -1 for any number
 * @param pendingAcquireTimeout the maximum time that a request waits for a connection
 * @param maxLifeTime the maximum time to reuse a connection
 * @param maxResponseHeaderSize the maximum size of the headers of a response
 * @param systemProxy whether to use the proxy of the JVM's system properties
 */
public record ConnectionSettings(Duration connectTimeout, @Nullable Integer maxConnections,
		@Nullable Integer pendingAcquireMaxCount, Duration pendingAcquireTimeout, Duration maxLifeTime,
		DataSize maxResponseHeaderSize, boolean systemProxy) {

	/** Settings of clients that are created without properties. */
	public static final ConnectionSettings DEFAULTS = new ConnectionSettings(Duration.ofSeconds(10), null, null,
			Duration.ofSeconds(45), Duration.ofMinutes(5), DataSize.ofKilobytes(8), false);

	/**
	 * Return these settings without a limit on connections.
	 */
	ConnectionSettings unlimited() {
		return new ConnectionSettings(this.connectTimeout, null, null, this.pendingAcquireTimeout, this.maxLifeTime,
				this.maxResponseHeaderSize, this.systemProxy);
	}

}
