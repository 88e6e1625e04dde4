package io.github.ollamagenerate.sample;

import org.jspecify.annotations.Nullable;

import io.github.ollamagenerate.autoconfigure.OllamaGenerateConnectionDetails;
import io.github.ollamagenerate.test.MockOllamaServer;

import org.springframework.boot.ssl.SslBundle;

/**
 * Connection to the configured server, or to a mock server that ends with the
 * application.
 */
final class ServerOrMock implements OllamaGenerateConnectionDetails, AutoCloseable {

	private final String baseUrl;

	private final @Nullable String apiKey;

	private final @Nullable SslBundle sslBundle;

	private final @Nullable MockOllamaServer mock;

	private ServerOrMock(String baseUrl, @Nullable String apiKey, @Nullable SslBundle sslBundle,
			@Nullable MockOllamaServer mock) {
		this.baseUrl = baseUrl;
		this.apiKey = apiKey;
		this.sslBundle = sslBundle;
		this.mock = mock;
	}

	static ServerOrMock server(String baseUrl, @Nullable String apiKey, @Nullable SslBundle sslBundle) {
		return new ServerOrMock(baseUrl, apiKey, sslBundle, null);
	}

	static ServerOrMock mock(MockOllamaServer mock) {
		return new ServerOrMock(mock.url(), null, null, mock);
	}

	@Override
	public String getBaseUrl() {
		return this.baseUrl;
	}

	@Override
	public @Nullable String getApiKey() {
		return this.apiKey;
	}

	@Override
	public @Nullable SslBundle getSslBundle() {
		return this.sslBundle;
	}

	boolean isMock() {
		return this.mock != null;
	}

	@Override
	public void close() {
		if (this.mock != null) {
			this.mock.close();
		}
	}

}
