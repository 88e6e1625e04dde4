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

import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.ProxyProvider;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.util.Assert;

/**
 * Connector that is for Ollama alone, so that global settings of other clients do not
 * reach it. Its SSL bundle may change while requests run: connections made from then on
 * use the new one.
 * <p>
 * It starts with the first request, unless there is an SSL bundle that may turn out to be
 * wrong: Netty alone takes longer to start than the rest of the starter.
 */
public final class OllamaClientHttpConnector implements ClientHttpConnector, Disposable {

	private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(30);

	// lives as long as the JVM, for nobody would close a pool of each client
	private static final OllamaClientHttpConnector SHARED = new OllamaClientHttpConnector(ConnectionSettings.DEFAULTS,
			null, (settings) -> limited(settings).build());

	private final ConnectionSettings settings;

	private final Function<ConnectionSettings, ConnectionProvider> pool;

	private @Nullable ConnectionProvider connections;

	private volatile @Nullable ClientHttpConnector current;

	private volatile boolean disposed;

	private OllamaClientHttpConnector(ConnectionSettings settings, @Nullable SslBundle sslBundle,
			Function<ConnectionSettings, ConnectionProvider> pool) {
		this.settings = settings;
		this.pool = pool;
		if (sslBundle != null) {
			setSslBundle(sslBundle);
		}
	}

	/**
	 * Return the connector of all clients that are created without properties.
	 */
	static OllamaClientHttpConnector shared() {
		return SHARED;
	}

	/**
	 * Return a connector for generations, whose number is limited by the settings.
	 * @param settings the settings
	 * @param sslBundle the SSL bundle, {@code null} for the default of the JDK
	 * @param usage counts the connections
	 */
	public static OllamaClientHttpConnector forGenerations(ConnectionSettings settings, @Nullable SslBundle sslBundle,
			ConnectionPoolUsage usage) {
		return new OllamaClientHttpConnector(settings, sslBundle,
				(limits) -> limited(limits).metrics(true, () -> usage).build());
	}

	/**
	 * Return a connector for questions about the server.
	 * @param settings the settings
	 * @param sslBundle the SSL bundle, {@code null} for the default of the JDK
	 */
	public static OllamaClientHttpConnector forServer(ConnectionSettings settings, @Nullable SslBundle sslBundle) {
		return new OllamaClientHttpConnector(settings, sslBundle,
				(limits) -> connections("ollama-server", limits).build());
	}

	private static ConnectionProvider.Builder limited(ConnectionSettings settings) {
		Integer maxConnections = settings.maxConnections();
		Integer maxPending = settings.pendingAcquireMaxCount();
		ConnectionProvider.Builder connections = connections("ollama", settings)
			.maxConnections((maxConnections != null) ? maxConnections : Integer.MAX_VALUE)
			.pendingAcquireTimeout(settings.pendingAcquireTimeout());
		if (maxPending != null) {
			connections.pendingAcquireMaxCount(maxPending);
		}
		return connections;
	}

	private static ConnectionProvider.Builder connections(String name, ConnectionSettings settings) {
		return ConnectionProvider.builder(name)
			.maxIdleTime(MAX_IDLE_TIME)
			.maxLifeTime(settings.maxLifeTime())
			.evictInBackground(MAX_IDLE_TIME);
	}

	private ClientHttpConnector create(ConnectionProvider connections, @Nullable SslBundle sslBundle) {
		return ClientHttpConnectorBuilder.reactor()
			.withHttpClientFactory(() -> HttpClient.create(connections))
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

	private synchronized ClientHttpConnector start() {
		ClientHttpConnector started = this.current;
		return (started != null) ? started : start(null);
	}

	/**
	 * Use another SSL bundle for new connections.
	 * @param sslBundle the SSL bundle
	 */
	public synchronized void setSslBundle(SslBundle sslBundle) {
		start(sslBundle);
	}

	private ClientHttpConnector start(@Nullable SslBundle sslBundle) {
		// otherwise it would make a pool that nobody closes
		Assert.state(!this.disposed, "The application context is closed");
		ConnectionProvider connections = (this.connections != null) ? this.connections : this.pool.apply(this.settings);
		this.connections = connections;
		ClientHttpConnector started = create(connections, sslBundle);
		this.current = started;
		return started;
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		ClientHttpConnector started = this.disposed ? null : this.current;
		return ((started != null) ? started : start()).connect(method, uri, requestCallback);
	}

	@Override
	public synchronized void dispose() {
		this.disposed = true;
		this.current = null;
		if (this.connections != null) {
			this.connections.dispose();
		}
	}

}
