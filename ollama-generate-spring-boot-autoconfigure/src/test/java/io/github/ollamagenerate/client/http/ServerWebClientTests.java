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

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.github.ollamagenerate.BaseUrl;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.DefaultUriBuilderFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerWebClient}.
 */
class ServerWebClientTests {

	private final List<ClientRequest> requests = new ArrayList<>();

	private final List<String> connected = new ArrayList<>();

	// answers each request, so that no connector is asked
	private final WebClient.Builder builder = WebClient.builder().filter((request, next) -> {
		this.requests.add(request);
		return Mono.just(ClientResponse.create(HttpStatus.OK).build());
	});

	@Test
	void addressWinsOverThatOfTheBuilder() {
		this.builder.uriBuilderFactory(new DefaultUriBuilderFactory("http://other")).baseUrl("http://another");
		assertThat(send("http://gpu:11434/ollama").url()).isEqualTo(URI.create("http://gpu:11434/ollama/api/tags"));
	}

	@Test
	void pathThatIsEncodedStaysAsItIs() {
		assertThat(send("http://gpu/my%20proxy").url()).isEqualTo(URI.create("http://gpu/my%20proxy/api/tags"));
	}

	@Test
	void userAndPasswordAreSentUnlessThereIsAnAuthorization() {
		assertThat(send("http://gpu").headers().getFirst(HttpHeaders.AUTHORIZATION)).isNull();
		assertThat(send("http://user:password@gpu").headers().getFirst(HttpHeaders.AUTHORIZATION))
			.isEqualTo("Basic dXNlcjpwYXNzd29yZA==");
		this.builder.defaultHeader("authorization", "Bearer key");
		assertThat(send("http://user:password@gpu").headers().get(HttpHeaders.AUTHORIZATION))
			.containsExactly("Bearer key");
	}

	@Test
	void clientIsMadeOnceAndFromTheBuilderAsItWas() {
		Supplier<WebClient> client = ServerWebClient.of(this.builder, null, BaseUrl.parse("http://gpu"));
		this.builder.defaultHeader("X-Later", "1");
		assertThat(client.get()).isSameAs(client.get());
		client.get().get().uri("/api/tags").retrieve().toBodilessEntity().block();
		assertThat(this.requests.get(0).headers().getFirst("X-Later")).isNull();
		assertThat(HttpExchangeFilter.isIn(this.builder)).isFalse();
	}

	@Test
	void givenConnectorIsUsed() {
		request(WebClient.builder().clientConnector(connector("builder")), connector("given"));
		assertThat(this.connected).containsExactly("given");
	}

	@Test
	void connectorOfTheBuilderIsUsedOnlyIfItIsMadeForOllama() {
		WebClient.Builder ours = WebClient.builder().clientConnector(connector("builder"));
		HttpExchangeFilter.addTo(ours);
		request(ours, null);
		assertThat(this.connected).containsExactly("builder");
		request(WebClient.builder().clientConnector(connector("other")), null);
		assertThat(this.connected).containsExactly("builder");
	}

	private ClientRequest send(String baseUrl) {
		ServerWebClient.of(this.builder, null, BaseUrl.parse(baseUrl))
			.get()
			.get()
			.uri("/api/tags")
			.retrieve()
			.toBodilessEntity()
			.block();
		return this.requests.get(this.requests.size() - 1);
	}

	// port 1 refuses the shared connector
	private void request(WebClient.Builder builder, ClientHttpConnector connector) {
		ServerWebClient.of(builder, connector, BaseUrl.parse("http://127.0.0.1:1"))
			.get()
			.get()
			.uri("/api/tags")
			.retrieve()
			.toBodilessEntity()
			.onErrorComplete()
			.block(OneConnection.TIMEOUT);
	}

	private ClientHttpConnector connector(String name) {
		return (method, uri, requestCallback) -> {
			this.connected.add(name);
			return Mono.error(new IllegalStateException());
		};
	}

}
