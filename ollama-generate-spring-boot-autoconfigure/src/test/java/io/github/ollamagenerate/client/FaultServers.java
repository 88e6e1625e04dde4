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

package io.github.ollamagenerate.client;

import io.github.ollamagenerate.client.http.RawServer;
import io.github.ollamagenerate.test.MockOllamaServer;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The servers of one case of the fault matrix.
 */
final class FaultServers implements AutoCloseable {

	private final WebClient.Builder webClient;

	private final ClientHttpConnector connector;

	private final SelfSignedServer untrusted;

	private final MockOllamaServer other = MockOllamaServer.start();

	private MockOllamaServer ollama = MockOllamaServer.start();

	private RawServer raw;

	FaultServers(WebClient.Builder webClient, ClientHttpConnector connector, SelfSignedServer untrusted) {
		this.webClient = webClient;
		this.connector = connector;
		this.untrusted = untrusted;
	}

	MockOllamaServer ollama() {
		return this.ollama;
	}

	/**
	 * A server that must not be asked.
	 */
	MockOllamaServer other() {
		return this.other;
	}

	/**
	 * Start a server that sends what a script says.
	 * @return its address
	 */
	String raw(RawServer.Script script) {
		this.raw = new RawServer(script);
		return this.raw.url();
	}

	SelfSignedServer untrusted() {
		return this.untrusted;
	}

	/**
	 * Restart the server, when the client has a connection to it.
	 */
	void restart() {
		GenerateTemplate.builder(this.webClient)
			.clientConnector(this.connector)
			.baseUrl(this.ollama.url())
			.build()
			.load("gemma3");
		int port = this.ollama.port();
		this.ollama.close();
		this.ollama = MockOllamaServer.start(port);
	}

	@Override
	public void close() {
		this.ollama.close();
		this.other.close();
		if (this.raw != null) {
			this.raw.close();
		}
	}

}
