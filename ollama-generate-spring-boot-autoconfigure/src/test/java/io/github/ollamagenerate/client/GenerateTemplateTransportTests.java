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

import io.github.ollamagenerate.server.OllamaServerClient;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.netty.http.client.HttpClient;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a {@link GenerateTemplate} built by hand has the transport of the
 * auto-configured one.
 */
@ExtendWith(MockOllamaExtension.class)
class GenerateTemplateTransportTests {

	@Test
	void compressionIsNotInvited(MockOllamaServer server) {
		assertThat(send(WebClient.builder(), server.url(), server).header("Accept-Encoding")).isNull();
		new OllamaServerClient(WebClient.builder(), server.url()).version().block();
		assertThat(server.takeRequest("/api/version").header("Accept-Encoding")).isNull();
	}

	@Test
	void connectorOfOtherClientsIsNotUsed(MockOllamaServer server) {
		WebClient.Builder builder = WebClient.builder().clientConnector(connector("other"));
		assertThat(send(builder, server.url(), server).header("X-Connector")).isNull();
		new OllamaServerClient(builder, server.url()).version().block();
		assertThat(server.takeRequest("/api/version").header("X-Connector")).isNull();
	}

	@Test
	void connectorOfTheTemplateIsUsed(MockOllamaServer server) {
		GenerateTemplate.builder(WebClient.builder())
			.clientConnector(connector("own"))
			.baseUrl(server.url())
			.build()
			.load("gemma3");
		assertThat(server.takeRequest().header("X-Connector")).isEqualTo("own");
		new OllamaServerClient(WebClient.builder(), server.url(), connector("own")).version().block();
		assertThat(server.takeRequest("/api/version").header("X-Connector")).isEqualTo("own");
	}

	private static RecordedRequest send(WebClient.Builder builder, String url, MockOllamaServer server) {
		GenerateTemplate.builder(builder).baseUrl(url).build().prompt("p").model("gemma3").call().content();
		return server.takeRequest();
	}

	private static ReactorClientHttpConnector connector(String name) {
		return new ReactorClientHttpConnector(
				HttpClient.create().headers((headers) -> headers.set("X-Connector", name)));
	}

}
