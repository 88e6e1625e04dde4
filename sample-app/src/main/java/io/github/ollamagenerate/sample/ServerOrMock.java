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

	private final OllamaGenerateConnectionDetails server;

	private final @Nullable MockOllamaServer mock;

	private ServerOrMock(OllamaGenerateConnectionDetails server, @Nullable MockOllamaServer mock) {
		this.server = server;
		this.mock = mock;
	}

	static ServerOrMock server(OllamaGenerateConnectionDetails server) {
		return new ServerOrMock(server, null);
	}

	static ServerOrMock mock(MockOllamaServer mock) {
		return new ServerOrMock(mock::url, mock);
	}

	@Override
	public String getBaseUrl() {
		return this.server.getBaseUrl();
	}

	@Override
	public @Nullable String getApiKey() {
		return this.server.getApiKey();
	}

	@Override
	public @Nullable SslBundle getSslBundle() {
		return this.server.getSslBundle();
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
