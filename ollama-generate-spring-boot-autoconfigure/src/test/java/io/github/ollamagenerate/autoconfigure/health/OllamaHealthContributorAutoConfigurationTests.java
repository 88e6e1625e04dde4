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

package io.github.ollamagenerate.autoconfigure.health;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.github.ollamagenerate.autoconfigure.OllamaContextRunner;
import io.github.ollamagenerate.health.OllamaHealthIndicator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OllamaHealthContributorAutoConfiguration}.
 */
class OllamaHealthContributorAutoConfigurationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final ApplicationContextRunner runner = OllamaContextRunner.with(
			OllamaHealthContributorAutoConfiguration.class, WebClientAutoConfiguration.class,
			HealthContributorAutoConfiguration.class);

	@Test
	void indicatorIsThere() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(OllamaHealthIndicator.class)
			.hasBean("ollamaHealthContributor"));
	}

	@Test
	void keyAndHeadersAreSentWithTheProbeToo() throws IOException {
		AtomicReference<Headers> sent = new AtomicReference<>();
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/api/version", (exchange) -> {
			sent.set(exchange.getRequestHeaders());
			byte[] body = "{\"version\":\"1.2.3\"}".getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		server.start();
		try {
			this.runner
				.withPropertyValues("ollama.base-url=127.0.0.1:" + server.getAddress().getPort(), "ollama.api-key=key",
						"ollama.headers.X-Team=green", "ollama.health.timeout=10s")
				.run((context) -> assertThat(
						context.getBean(OllamaHealthIndicator.class).health().block(TIMEOUT).getDetails())
					.containsEntry("version", "1.2.3"));
			assertThat(sent.get().getFirst("Authorization")).isEqualTo("Bearer key");
			assertThat(sent.get().getFirst("X-Team")).isEqualTo("green");
		}
		finally {
			server.stop(0);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "0s", "-1ms" })
	void timeoutIsLongerThanZero(String timeout) {
		this.runner.withPropertyValues("ollama.health.timeout=" + timeout)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("longer than zero"));
	}

	@Test
	void canBeSwitchedOff() {
		this.runner.withPropertyValues("management.health.ollama.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(OllamaHealthIndicator.class));
	}

	@Test
	void isGoneWithTheClient() {
		this.runner.withPropertyValues("ollama.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(OllamaHealthIndicator.class));
	}

	@Test
	void backsOffByName() {
		this.runner.withBean("ollamaHealthIndicator", ReactiveHealthIndicator.class, () -> Mono::empty)
			.run((context) -> assertThat(context).doesNotHaveBean(OllamaHealthIndicator.class));
	}

}
