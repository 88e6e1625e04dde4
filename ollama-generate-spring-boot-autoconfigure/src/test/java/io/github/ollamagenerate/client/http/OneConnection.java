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

package io.github.ollamagenerate.client.http;

import java.time.Duration;

import io.github.ollamagenerate.client.GenerateTemplate;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Clients that have one connection at a time, so that each request comes over the
 * connection of the one before, unless that was closed.
 */
final class OneConnection implements BeforeEachCallback, AfterEachCallback {

	static final Duration TIMEOUT = Duration.ofSeconds(10);

	private ConnectionProvider connections;

	@Override
	public void beforeEach(ExtensionContext context) {
		this.connections = ConnectionProvider.builder("one").maxConnections(1).pendingAcquireMaxCount(-1).build();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		this.connections.dispose();
	}

	HttpClient httpClient() {
		return HttpClient.create(this.connections);
	}

	ClientHttpConnector connector() {
		return new ReactorClientHttpConnector(httpClient());
	}

	GenerateTemplate template(RawServer server) {
		return template(httpClient(), server.url());
	}

	GenerateTemplate template(String url) {
		return template(httpClient(), url);
	}

	static GenerateTemplate template(HttpClient httpClient, String url) {
		return GenerateTemplate.builder(WebClient.builder())
			.clientConnector(new ReactorClientHttpConnector(httpClient))
			.baseUrl(url)
			.retry(1, Duration.ZERO, Duration.ZERO)
			.defaultRequest((request) -> request.model("m").timeouts((timeouts) -> timeouts.firstChunk(TIMEOUT)))
			.build();
	}

}
