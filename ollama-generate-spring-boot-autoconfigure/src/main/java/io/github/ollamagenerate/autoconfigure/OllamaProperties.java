package io.github.ollamagenerate.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the connection to an Ollama server.
 */
@ConfigurationProperties("ollama")
public class OllamaProperties {

	/**
	 * Whether to enable Ollama support.
	 */
	private boolean enabled = true;

	/**
	 * Base URL of the server. Takes precedence over the host.
	 */
	private @Nullable String baseUrl;

	/**
	 * Address of the server in the forms of the environment variable OLLAMA_HOST.
	 */
	private @Nullable String host;

	/**
	 * Whether Spring Cloud LoadBalancer chooses among the servers that have the host of
	 * the base URL as their name.
	 */
	private boolean loadBalanced;

	/**
	 * API key, sent as a bearer token.
	 */
	private @Nullable String apiKey;

	/**
	 * Additional headers to send with each request.
	 */
	private Map<String, String> headers = new LinkedHashMap<>();

	/**
	 * SSL of the connection.
	 */
	private final Ssl ssl = new Ssl();

	/**
	 * Whether to go through the proxy that the system properties of the JVM name, such as
	 * https.proxyHost.
	 */
	private boolean systemProxy;

	/**
	 * How long to wait for a connection.
	 */
	private Duration connectTimeout = Duration.ofSeconds(10);

	/**
	 * Most connections to a server, and so most requests at a time. No limit unless set.
	 */
	private @Nullable Integer maxConnections;

	/**
	 * Most requests that wait for a free connection where max-connections is set. Twice
	 * as many as connections unless set; -1 means no limit.
	 */
	private @Nullable Integer pendingAcquireMaxCount;

	/**
	 * How long a request waits for a free connection.
	 */
	private Duration pendingAcquireTimeout = Duration.ofSeconds(45);

	/**
	 * How long a connection may be reused. The host is looked up again for each new
	 * connection, so this is also how long a change of its address can go unnoticed.
	 */
	private Duration maxLifeTime = Duration.ofMinutes(5);

	/**
	 * Maximum size of the header section of a response.
	 */
	private DataSize maxResponseHeaderSize = DataSize.ofKilobytes(8);

	/**
	 * Most bytes that one line of an answer may have.
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

	/**
	 * Name the properties without their values: some are secret.
	 */
	@Override
	public String toString() {
		return "OllamaProperties";
	}

	/**
	 * SSL of the connection.
	 */
	public static class Ssl {

		/**
		 * Name of the SSL bundle.
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
