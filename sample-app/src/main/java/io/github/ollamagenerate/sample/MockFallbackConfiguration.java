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

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import io.github.ollamagenerate.BaseUrl;
import io.github.ollamagenerate.autoconfigure.OllamaGenerateAutoConfiguration;
import io.github.ollamagenerate.autoconfigure.OllamaGenerateConnectionDetails;
import io.github.ollamagenerate.autoconfigure.OllamaProperties;
import io.github.ollamagenerate.autoconfigure.PropertiesOllamaGenerateConnectionDetails;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;

/**
 * Starts a mock server if no Ollama answers, so that the sample runs on any machine. Your
 * own application leaves this out.
 * <p>
 * An auto-configuration, so that it steps back where Docker Compose or Testcontainers
 * provide the connection.
 */
@AutoConfiguration(before = OllamaGenerateAutoConfiguration.class, after = SslAutoConfiguration.class)
@ConditionalOnMissingBean(OllamaGenerateConnectionDetails.class)
@EnableConfigurationProperties(OllamaProperties.class)
class MockFallbackConfiguration {

	private static final Log logger = LogFactory.getLog(MockFallbackConfiguration.class);

	private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(5);

	// slow enough to watch the answer arrive
	private static final Duration TOKEN_PAUSE = Duration.ofMillis(20);

	@Bean
	ServerOrMock ollamaGenerateConnectionDetails(OllamaProperties properties, SslBundles sslBundles)
			throws InterruptedException {
		OllamaGenerateConnectionDetails server = new PropertiesOllamaGenerateConnectionDetails(properties, sslBundles);
		BaseUrl baseUrl = BaseUrl.parse(server.getBaseUrl());
		if (answers(URI.create(baseUrl + "/api/version"), server.getSslBundle())) {
			return ServerOrMock.server(server);
		}
		MockOllamaServer mock = MockOllamaServer.builder().tokenPause(TOKEN_PAUSE).start();
		logger.warn("Ollama does not answer at " + baseUrl + ": answers come from the built-in mock server at "
				+ mock.url() + " and are canned. Start Ollama and then this application, or set ollama.base-url.");
		return ServerOrMock.mock(mock);
	}

	// any status will do: a server that refuses has something to say
	private static boolean answers(URI url, @Nullable SslBundle sslBundle) throws InterruptedException {
		HttpClient.Builder client = HttpClient.newBuilder();
		if (sslBundle != null) {
			client.sslContext(sslBundle.createSslContext());
		}
		HttpRequest request = HttpRequest.newBuilder(url).timeout(PROBE_TIMEOUT).build();
		try {
			client.build().send(request, HttpResponse.BodyHandlers.discarding());
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
