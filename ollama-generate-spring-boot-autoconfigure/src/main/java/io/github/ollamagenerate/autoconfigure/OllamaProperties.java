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

package io.github.ollamagenerate.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.ollamagenerate.client.http.ConnectionSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for the connection to an Ollama server.
 */
@ConfigurationProperties("ollama")
public class OllamaProperties {

	/**
	 * Whether to enable Ollama support.
	 */
	private boolean enabled = true;

	/**
	 * Base URL of the server. Overrides the host.
	 */
	private @Nullable String baseUrl;

	/**
	 * Address of the server in any format of the environment variable OLLAMA_HOST.
	 */
	private @Nullable String host;

	/**
	 * Whether to choose between several servers with Spring Cloud LoadBalancer. The host
	 * of the base URL is the service ID.
	 */
	private boolean loadBalanced;

	/**
	 * API key to send as a bearer token.
	 */
	private @Nullable String apiKey;

	/**
	 * Additional headers to send with each request.
	 */
	private Map<String, String> headers = new LinkedHashMap<>();

	/**
	 * SSL configuration of the connection.
	 */
	private final Ssl ssl = new Ssl();

	/**
	 * Whether to use the proxy of the JVM's system properties, such as https.proxyHost.
	 */
	private boolean systemProxy;

	/**
	 * Maximum time to establish a connection.
	 */
	private Duration connectTimeout = Duration.ofSeconds(10);

	/**
	 * Maximum number of connections to a server, and so of concurrent requests. Unlimited
	 * if not set.
	 */
	private @Nullable Integer maxConnections;

	/**
	 * Maximum number of requests that wait for a free connection if max-connections is
	 * set. Twice max-connections if not set. A value of -1 means unlimited.
	 */
	private @Nullable Integer pendingAcquireMaxCount;

	/**
	 * Maximum time that a request waits for a free connection.
	 */
	private Duration pendingAcquireTimeout = Duration.ofSeconds(45);

	/**
	 * Maximum time to reuse a connection. Each new connection resolves the host again, so
	 * this is also the time until a changed DNS entry takes effect.
	 */
	private Duration maxLifeTime = Duration.ofMinutes(5);

	/**
	 * Maximum size of the headers of a response.
	 */
	private DataSize maxResponseHeaderSize = DataSize.ofKilobytes(8);

	/**
	 * Maximum size of one line of an answer.
	 */
	private DataSize maxInMemorySize = DataSize.ofMegabytes(8);

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public @Nullable String getBaseUrl() {
		return this.baseUrl;
	}

	public void setBaseUrl(@Nullable String baseUrl) {
		this.baseUrl = baseUrl;
	}

	public @Nullable String getHost() {
		return this.host;
	}

	public void setHost(@Nullable String host) {
		this.host = host;
	}

	public boolean isLoadBalanced() {
		return this.loadBalanced;
	}

	public void setLoadBalanced(boolean loadBalanced) {
		this.loadBalanced = loadBalanced;
	}

	public @Nullable String getApiKey() {
		return this.apiKey;
	}

	public void setApiKey(@Nullable String apiKey) {
		this.apiKey = apiKey;
	}

	public Map<String, String> getHeaders() {
		return this.headers;
	}

	public void setHeaders(Map<String, String> headers) {
		this.headers = headers;
	}

	public Ssl getSsl() {
		return this.ssl;
	}

	public boolean isSystemProxy() {
		return this.systemProxy;
	}

	public void setSystemProxy(boolean systemProxy) {
		this.systemProxy = systemProxy;
	}

	public Duration getConnectTimeout() {
		return this.connectTimeout;
	}

	public void setConnectTimeout(Duration connectTimeout) {
		PropertyValue.notNegative("ollama.connect-timeout", connectTimeout);
		this.connectTimeout = connectTimeout;
	}

	public @Nullable Integer getMaxConnections() {
		return this.maxConnections;
	}

	public void setMaxConnections(@Nullable Integer maxConnections) {
		PropertyValue.atLeast(1, "ollama.max-connections", maxConnections);
		this.maxConnections = maxConnections;
	}

	public @Nullable Integer getPendingAcquireMaxCount() {
		return this.pendingAcquireMaxCount;
	}

	public void setPendingAcquireMaxCount(@Nullable Integer pendingAcquireMaxCount) {
		PropertyValue.atLeast(-1, "ollama.pending-acquire-max-count", pendingAcquireMaxCount);
		this.pendingAcquireMaxCount = pendingAcquireMaxCount;
	}

	public Duration getPendingAcquireTimeout() {
		return this.pendingAcquireTimeout;
	}

	public void setPendingAcquireTimeout(Duration pendingAcquireTimeout) {
		PropertyValue.notNegative("ollama.pending-acquire-timeout", pendingAcquireTimeout);
		this.pendingAcquireTimeout = pendingAcquireTimeout;
	}

	public Duration getMaxLifeTime() {
		return this.maxLifeTime;
	}

	public void setMaxLifeTime(Duration maxLifeTime) {
		PropertyValue.notNegative("ollama.max-life-time", maxLifeTime);
		this.maxLifeTime = maxLifeTime;
	}

	public DataSize getMaxResponseHeaderSize() {
		return this.maxResponseHeaderSize;
	}

	public void setMaxResponseHeaderSize(DataSize maxResponseHeaderSize) {
		PropertyValue.size("ollama.max-response-header-size", maxResponseHeaderSize);
		this.maxResponseHeaderSize = maxResponseHeaderSize;
	}

	public DataSize getMaxInMemorySize() {
		return this.maxInMemorySize;
	}

	public void setMaxInMemorySize(DataSize maxInMemorySize) {
		PropertyValue.size("ollama.max-in-memory-size", maxInMemorySize);
		this.maxInMemorySize = maxInMemorySize;
	}

	ConnectionSettings connectionSettings() {
		return new ConnectionSettings(this.connectTimeout, this.maxConnections, this.pendingAcquireMaxCount,
				this.pendingAcquireTimeout, this.maxLifeTime, this.maxResponseHeaderSize, this.systemProxy);
	}

	/**
	 * Return a text without values, because some are secret.
	 */
	@Override
	public String toString() {
		return "OllamaProperties";
	}

	/**
	 * SSL configuration of the connection.
	 */
	public static class Ssl {

		/**
		 * Name of the SSL bundle to use.
		 */
		private @Nullable String bundle;

		public @Nullable String getBundle() {
			return this.bundle;
		}

		public void setBundle(@Nullable String bundle) {
			this.bundle = bundle;
		}

	}

}
