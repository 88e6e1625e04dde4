package io.github.ollamagenerate.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Details required to connect to an Ollama server. A bean of this type replaces the
 * properties.
 */
public interface OllamaGenerateConnectionDetails extends ConnectionDetails {

	/**
	 * Return the base URL of the server, in any format that
	 * {@link io.github.ollamagenerate.client.BaseUrl#parse} accepts.
	 * @return the base URL
	 */
	String getBaseUrl();

	/**
	 * Return the API key to send as a bearer token.
	 * @return the API key, {@code null} if the server needs none
	 */
	default @Nullable String getApiKey() {
		return null;
	}

	/**
	 * Return the SSL bundle to use.
	 * @return the SSL bundle, {@code null} for the default of the JDK
	 */
	default @Nullable SslBundle getSslBundle() {
		return null;
	}

}
