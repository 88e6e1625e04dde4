package io.github.ollamagenerate.autoconfigure;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the connection to an Ollama server.
 *
 * @param enabled Whether to enable Ollama support.
 * @param baseUrl Base URL of the server. Takes precedence over the host.
 * @param host Address of the server in the forms of the environment variable OLLAMA_HOST.
 * @param apiKey API key, sent as a bearer token.
 * @param headers Additional headers to send with each request.
 * @param ssl SSL of the connection.
 * @param connectTimeout How long to wait for a connection.
 * @param maxInMemorySize Most bytes that one line of an answer may have.
 */
@ConfigurationProperties("ollama")
record OllamaProperties(@DefaultValue("true") boolean enabled, @Nullable String baseUrl, @Nullable String host,
		@Nullable String apiKey, @DefaultValue Map<String, String> headers, @DefaultValue Ssl ssl,
		@DefaultValue("10s") Duration connectTimeout, @DefaultValue("8MB") DataSize maxInMemorySize) {

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
