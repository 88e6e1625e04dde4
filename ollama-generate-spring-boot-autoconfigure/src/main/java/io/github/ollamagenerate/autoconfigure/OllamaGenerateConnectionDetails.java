package io.github.ollamagenerate.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Details required to connect to an Ollama server. A bean of this type takes the place of
 * the properties.
 */
public interface OllamaGenerateConnectionDetails extends ConnectionDetails {

	/**
	 * Base URL of the server, in any form that
	 * {@link io.github.ollamagenerate.client.BaseUrl#parse} reads.
	 * @return the base URL
	 */
	String getBaseUrl();

	/**
	 * API key, sent as a bearer token.
	 * @return the API key, {@code null} if the server needs none
	 */
	default @Nullable String getApiKey() {
		return null;
	}

	/**
	 * SSL bundle to use.
	 * @return the SSL bundle, {@code null} for that of the JDK
	 */
	default @Nullable SslBundle getSslBundle() {
		return null;
	}

}
