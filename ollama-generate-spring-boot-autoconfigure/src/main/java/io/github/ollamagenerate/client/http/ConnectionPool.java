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
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.ProxyProvider;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.http.client.reactive.ClientHttpConnector;

/**
 * Connections of Reactor Netty.
 *
 * @param connections the connections
 * @param settings the settings of new connections
 */
record ConnectionPool(ConnectionProvider connections, ConnectionSettings settings) {

	private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(30);

	/**
	 * Create a pool.
	 * @param name the name of the pool
	 * @param settings the settings of its connections
	 * @param usage counts the connections, {@code null} if nobody wants to know
	 */
	static ConnectionPool of(String name, ConnectionSettings settings, @Nullable ConnectionPoolUsage usage) {
		Integer maxConnections = settings.maxConnections();
		Integer maxPending = settings.pendingAcquireMaxCount();
		ConnectionProvider.Builder connections = ConnectionProvider.builder(name)
			.maxIdleTime(MAX_IDLE_TIME)
			.maxLifeTime(settings.maxLifeTime())
			.evictInBackground(MAX_IDLE_TIME)
			.maxConnections((maxConnections != null) ? maxConnections : Integer.MAX_VALUE)
			.pendingAcquireTimeout(settings.pendingAcquireTimeout());
		if (maxPending != null) {
			connections.pendingAcquireMaxCount(maxPending);
		}
		if (usage != null) {
			connections.metrics(true, () -> usage);
		}
		return new ConnectionPool(connections.build(), settings);
	}

	/**
	 * Return a connector that uses the connections.
	 * @param sslBundle the SSL bundle of new connections, {@code null} for the default of
	 * the JDK
	 */
	ClientHttpConnector connector(@Nullable SslBundle sslBundle) {
		return ClientHttpConnectorBuilder.reactor()
			.withHttpClientFactory(() -> HttpClient.create(new CancellableConnections(this.connections)))
			.withHttpClientCustomizer(this::customize)
			.build(HttpClientSettings.defaults()
				.withConnectTimeout(this.settings.connectTimeout())
				// a redirect would take the key to another host
				.withRedirects(HttpRedirects.DONT_FOLLOW)
				.withSslBundle(sslBundle));
	}

	private HttpClient customize(HttpClient original) {
		// a proxy that compresses would also hold tokens back
		HttpClient client = original.compress(false)
			.httpResponseDecoder(
					(decoder) -> decoder.maxHeaderSize((int) this.settings.maxResponseHeaderSize().toBytes()));
		if (!this.settings.systemProxy()) {
			return client.resolver(new JvmAddressResolverGroup(null));
		}
		HttpClient proxied = client.proxyWithSystemProperties();
		Supplier<ProxyProvider> proxy = proxied.configuration().proxyProviderSupplier();
		return proxied.resolver(new JvmAddressResolverGroup((proxy != null) ? proxy.get() : null));
	}

}
