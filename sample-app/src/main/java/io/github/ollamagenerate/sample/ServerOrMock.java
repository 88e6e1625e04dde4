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

package io.github.ollamagenerate.sample;

import io.github.ollamagenerate.autoconfigure.OllamaGenerateConnectionDetails;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.jspecify.annotations.Nullable;

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
