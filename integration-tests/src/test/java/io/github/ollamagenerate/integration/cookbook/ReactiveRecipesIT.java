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

package io.github.ollamagenerate.integration.cookbook;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.autoconfigure.AutoConfigureMockOllama;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the recipes of the cookbook in a reactive application.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "ollama.generate.model=gemma3", "spring.main.web-application-type=reactive",
				"spring.ai.model.chat=none", "spring.ai.model.embedding=none" })
@AutoConfigureMockOllama
class ReactiveRecipesIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private MockOllamaServer server;

	@Test
	void eventsAndLinesAreThoseOfAServletApplication() throws Exception {
		this.server.enqueue(MockAnswer.tokens("Light", " scatters")).enqueue(MockAnswer.tokens("Light").thenCut());
		assertThat(send(request("/events?prompt=p").build()).body()).isEqualTo("""
				event:text
				data:{"type":"text","text":"Light"}

				event:text
				data:{"type":"text","text":" scatters"}

				event:end
				data:{"type":"end","text":""}

				""");
		HttpResponse<String> response = send(post("/lines"));
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
		assertThat(response.body().lines()).containsExactly("{\"type\":\"text\",\"text\":\"Light\"}",
				"{\"type\":\"failure\",\"text\":\"\"}");
	}

	@Test
	void browserThatLeavesStopsTheGeneration() throws Exception {
		this.server.enqueue(MockAnswer.tokens("Light").thenStall());
		HttpResponse<InputStream> response = this.http.send(post("/lines"), BodyHandlers.ofInputStream());
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body()))) {
			assertThat(lines.readLine()).contains("Light");
		}
		assertThat(this.server.takeRequest().awaitConnectionClosed(TIMEOUT)).isTrue();
	}

	@Test
	void stopEndsTheAnswerAndTheGeneration() throws Exception {
		this.server.enqueue(MockAnswer.tokens("Light").thenStall());
		Iterator<String> lines = this.http.send(post("/answers/7"), BodyHandlers.ofLines()).body().iterator();
		assertThat(lines.next()).contains("Light");
		assertThat(send(request("/answers/7").DELETE().build()).statusCode()).isEqualTo(200);
		assertThat(lines.hasNext()).isFalse();
		assertThat(this.server.takeRequest().awaitConnectionClosed(TIMEOUT)).isTrue();
	}

	@Test
	void tenantIsATag(@Autowired StartedObservations observations) throws Exception {
		observations.tags.clear();
		send(request("/lines").header("X-Tenant", "blue").POST(BodyPublishers.ofString("p")).build());
		send(request("/lines").header("X-Tenant", "whoever").POST(BodyPublishers.ofString("p")).build());
		assertThat(observations.tags).extracting((tags) -> tags.get("tenant")).containsExactly("blue", "other");
	}

	@Test
	void pictureOfAnUploadIsSent() throws Exception {
		this.server.enqueue(MockAnswer.tokens("A cat"));
		assertThat(send(Upload.of("/pictures", this.port, new byte[] { 1, 2, 3 })).body()).isEqualTo("A cat");
		assertThat(this.server.takeRequest().images()).containsExactly(new byte[] { 1, 2, 3 });
	}

	private HttpRequest post(String path) {
		return request(path).header("Content-Type", "text/plain").POST(BodyPublishers.ofString("p")).build();
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).timeout(TIMEOUT);
	}

	private HttpResponse<String> send(HttpRequest request) throws Exception {
		return this.http.send(request, BodyHandlers.ofString());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ EventController.class, LineController.class, StopController.class, ReactivePictureController.class,
			TenantConfiguration.class, TenantWebFilter.class })
	static class Application {

		@Bean
		StartedObservations startedObservations() {
			return new StartedObservations();
		}

	}

}
