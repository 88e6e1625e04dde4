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
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

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
 * When a response begins, the connection lets go of what sent the request, which a long
 * answer would keep. A request that is cancelled while it waits for a connection leaves
 * the queue.
 * <p>
 * It starts with the first request, unless there is an SSL bundle that may turn out to be
 * wrong: Netty alone takes longer to start than the rest of the starter.
 */
public final class OllamaClientHttpConnector implements ClientHttpConnector, Disposable {

	// lives as long as the JVM, for nobody would close a pool of each client
	private static final OllamaClientHttpConnector SHARED = new OllamaClientHttpConnector("ollama",
			ConnectionSettings.DEFAULTS, null, null);

	private final String name;

	private final ConnectionSettings settings;

	private final @Nullable ConnectionPoolUsage usage;

	private @Nullable ConnectionPool pool;

	private volatile @Nullable ClientHttpConnector current;

	private boolean disposed;

	private OllamaClientHttpConnector(String name, ConnectionSettings settings, @Nullable SslBundle sslBundle,
			@Nullable ConnectionPoolUsage usage) {
		this.name = name;
		this.settings = settings;
		this.usage = usage;
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
	 * Return a connector for generations.
	 * @param settings the settings
	 * @param sslBundle the SSL bundle, {@code null} for the default of the JDK
	 * @param usage counts the connections
	 */
	public static OllamaClientHttpConnector forGenerations(ConnectionSettings settings, @Nullable SslBundle sslBundle,
			ConnectionPoolUsage usage) {
		return new OllamaClientHttpConnector("ollama", settings, sslBundle, usage);
	}

	/**
	 * Return a connector for questions about the server, whose number is not limited.
	 * @param settings the settings
	 * @param sslBundle the SSL bundle, {@code null} for the default of the JDK
	 */
	public static OllamaClientHttpConnector forServer(ConnectionSettings settings, @Nullable SslBundle sslBundle) {
		return new OllamaClientHttpConnector("ollama-server", settings.unlimited(), sslBundle, null);
	}

	/**
	 * Use another SSL bundle for new connections.
	 * @param sslBundle the SSL bundle
	 */
	public synchronized void setSslBundle(SslBundle sslBundle) {
		start(sslBundle);
	}

	private synchronized ClientHttpConnector start() {
		ClientHttpConnector started = this.current;
		return (started != null) ? started : start(null);
	}

	private ClientHttpConnector start(@Nullable SslBundle sslBundle) {
		// it would make a pool that nobody closes
		Assert.state(!this.disposed, "The application context is closed");
		ConnectionPool pool = (this.pool != null) ? this.pool : ConnectionPool.of(this.name, this.settings, this.usage);
		this.pool = pool;
		ClientHttpConnector started = pool.connector(sslBundle);
		this.current = started;
		return started;
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		ClientHttpConnector started = this.current;
		ClientHttpConnector connector = (started != null) ? started : start();
		return Mono.deferContextual((context) -> {
			RequestCallback callback = new RequestCallback(requestCallback, context);
			ConnectionRequest connection = new ConnectionRequest();
			return connector.connect(method, uri, callback)
				.doOnNext((response) -> callback.letGo())
				.doOnCancel(connection::cancel)
				.contextWrite((inner) -> connection.addTo(RequestCallback.withoutObservation(inner)))
				.onTerminateDetach();
		});
	}

	@Override
	public synchronized void dispose() {
		this.disposed = true;
		this.current = null;
		if (this.pool != null) {
			this.pool.connections().dispose();
		}
	}

}
