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

/**
 * Connector that is for Ollama alone, so that global settings of other clients do not
 * reach it. Its SSL bundle may change while requests run: connections made from then on
 * use the new one.
 */
public final class OllamaClientHttpConnector implements ClientHttpConnector, Disposable {

	private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(30);

	private final ConnectionProvider connections;

	private final ConnectionSettings settings;

	private volatile ClientHttpConnector current;

	private volatile boolean disposed;

	private OllamaClientHttpConnector(ConnectionProvider connections, ConnectionSettings settings,
			@Nullable SslBundle sslBundle) {
		this.connections = connections;
		this.settings = settings;
		this.current = create(sslBundle);
	}

	/**
	 * Return a connector for generations, whose number is limited by the settings.
	 * @param settings the settings
	 * @param sslBundle the SSL bundle, {@code null} for the default of the JDK
	 * @param usage counts the connections
	 */
	public static OllamaClientHttpConnector forGenerations(ConnectionSettings settings, @Nullable SslBundle sslBundle,
			ConnectionPoolUsage usage) {
		Integer maxConnections = settings.maxConnections();
		Integer maxPending = settings.pendingAcquireMaxCount();
		ConnectionProvider.Builder connections = connections("ollama", settings.maxLifeTime())
			.maxConnections((maxConnections != null) ? maxConnections : Integer.MAX_VALUE)
			.pendingAcquireTimeout(settings.pendingAcquireTimeout())
			.metrics(true, () -> usage);
		if (maxPending != null) {
			connections.pendingAcquireMaxCount(maxPending);
		}
		return new OllamaClientHttpConnector(connections.build(), settings, sslBundle);
	}

	/**
	 * Return a connector for questions about the server.
	 * @param settings the settings
	 * @param sslBundle the SSL bundle, {@code null} for the default of the JDK
	 */
	public static OllamaClientHttpConnector forServer(ConnectionSettings settings, @Nullable SslBundle sslBundle) {
		return new OllamaClientHttpConnector(connections("ollama-server", settings.maxLifeTime()).build(), settings,
				sslBundle);
	}

	private static ConnectionProvider.Builder connections(String name, Duration maxLifeTime) {
		return ConnectionProvider.builder(name)
			.maxIdleTime(MAX_IDLE_TIME)
			.maxLifeTime(maxLifeTime)
			.evictInBackground(MAX_IDLE_TIME);
	}

	private ClientHttpConnector create(@Nullable SslBundle sslBundle) {
		return ClientHttpConnectorBuilder.reactor()
			.withHttpClientFactory(() -> HttpClient.create(this.connections))
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

	/**
	 * Use another SSL bundle for new connections.
	 * @param sslBundle the SSL bundle
	 */
	public void setSslBundle(SslBundle sslBundle) {
		this.current = create(sslBundle);
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		if (this.disposed) {
			// it would make a pool that nobody closes
			return Mono.error(new IllegalStateException("The application context is closed"));
		}
		return this.current.connect(method, uri, requestCallback);
	}

	@Override
	public void dispose() {
		this.disposed = true;
		this.connections.dispose();
	}

}
