package io.github.ollamagenerate.autoconfigure;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the connection to an Ollama server.
 *
 * @param enabled Whether to enable Ollama support.
 * @param baseUrl Base URL of the server. Takes precedence over the host.
 * @param host Address of the server in the forms of the environment variable OLLAMA_HOST.
 * @param loadBalanced Whether Spring Cloud LoadBalancer chooses among the servers that
 * have the host of the base URL as their name.
 * @param apiKey API key, sent as a bearer token.
 * @param headers Additional headers to send with each request.
 * @param ssl SSL of the connection.
 * @param systemProxy Whether to go through the proxy that the system properties of the
 * JVM name, such as https.proxyHost.
 * @param connectTimeout How long to wait for a connection.
 * @param maxConnections Most connections to a server, and so most requests at a time. No
 * limit unless set.
 * @param pendingAcquireMaxCount Most requests that wait for a free connection where
 * max-connections is set. Twice as many as connections unless set; -1 means no limit.
 * @param pendingAcquireTimeout How long a request waits for a free connection.
 * @param maxInMemorySize Most bytes that one line of an answer may have.
 */
@ConfigurationProperties("ollama")
record OllamaProperties(@DefaultValue("true") boolean enabled, @Nullable String baseUrl, @Nullable String host,
		@DefaultValue("false") boolean loadBalanced, @Nullable String apiKey, @DefaultValue Map<String, String> headers,
		@DefaultValue Ssl ssl, @DefaultValue("false") boolean systemProxy, @DefaultValue("10s") Duration connectTimeout,
		@Nullable Integer maxConnections, @Nullable Integer pendingAcquireMaxCount,
		@DefaultValue("45s") Duration pendingAcquireTimeout, @DefaultValue("8MB") DataSize maxInMemorySize) {

	OllamaProperties {
		PropertyValue.atLeast(1, "ollama.max-connections", maxConnections);
		PropertyValue.atLeast(-1, "ollama.pending-acquire-max-count", pendingAcquireMaxCount);
		PropertyValue.notNegative("ollama.pending-acquire-timeout", pendingAcquireTimeout);
		PropertyValue.notNegative("ollama.connect-timeout", connectTimeout);
		if (maxInMemorySize.toBytes() < 1 || maxInMemorySize.toBytes() > Integer.MAX_VALUE) {
			throw new InvalidConfigurationPropertyValueException("ollama.max-in-memory-size", maxInMemorySize,
					"It must be at least 1B and less than 2GB.");
		}
	}

	/**
	 * SSL of the connection.
	 *
	 * @param bundle Name of the SSL bundle.
	 */
	record Ssl(@Nullable String bundle) {
	}

	/**
	 * Name the properties without their values: some are secret.
	 */
	@Override
	public String toString() {
		return "OllamaProperties";
	}

}
