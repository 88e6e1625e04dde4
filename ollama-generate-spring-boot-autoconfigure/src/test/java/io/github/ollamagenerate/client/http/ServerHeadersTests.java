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
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.github.ollamagenerate.BaseUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ServerHeaders}.
 */
class ServerHeadersTests {

	private final ServerHeaders headers = new ServerHeaders(BaseUrl.parse("https://gpu:8443/ollama"),
			Map.of("X-Team", "green"), "key");

	@Test
	void configuredServerGetsThem() {
		HttpHeaders sent = send("https://GPU:8443/ollama/api/generate");
		assertThat(sent.getFirst("X-Team")).isEqualTo("green");
		assertThat(sent.getFirst(HttpHeaders.AUTHORIZATION)).isEqualTo("Bearer key");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://gpu:8443/ollama", "https://gpu/ollama", "https://gpu:8444/ollama",
			"https://gpu.example.org:8443/ollama", "https://other:8443/ollama" })
	void noOtherServerGetsThem(String url) {
		assertThat(send(url).isEmpty()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://gpu-2:11434", "http://10.0.0.7:11434", "http://localhost.example.org",
			"http://127.evil.com", "http://127.0.0.1.evil.com", "http://[fe80::1]" })
	@ExtendWith(OutputCaptureExtension.class)
	void keyInClearTextIsWarnedOf(String url, CapturedOutput output) {
		new ServerHeaders(BaseUrl.parse(url), Map.of(), "canary");
		assertThat(output).contains("The key is sent to " + url).contains("use https").doesNotContain("canary");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "https://gpu-2:11434", "http://localhost:11434", "http://127.0.0.1:11434", "http://[::1]:11434",
					"http://[0:0:0:0:0:0:0:1]", "http://127.1.2.3", "http://ollama.localhost", "http://LOCALHOST" })
	@ExtendWith(OutputCaptureExtension.class)
	void keyThatNobodyCanReadIsNotWarnedOf(String url, CapturedOutput output) {
		new ServerHeaders(BaseUrl.parse(url), Map.of(), "key");
		assertThat(output).doesNotContain("The key is sent");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void withoutAKeyThereIsNoWarning(CapturedOutput output) {
		new ServerHeaders(BaseUrl.parse("http://gpu-2:11434"), Map.of("X-Team", "green"), null);
		assertThat(output).doesNotContain("The key is sent");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void passwordInClearTextIsWarnedOf(CapturedOutput output) {
		new ServerHeaders(BaseUrl.parse("http://user:canary@gpu-2:11434"), Map.of(), null);
		assertThat(output).contains("User and password are sent to http://gpu-2:11434").doesNotContain("canary");
	}

	@ParameterizedTest
	@ValueSource(strings = { "sk-abc", "Bearer sk-abc", "bearer  sk-abc\n", " Bearer sk-abc " })
	void keyIsSentOnceWithItsScheme(String key) {
		ServerHeaders headers = new ServerHeaders(BaseUrl.parse("https://gpu"), Map.of(), key);
		assertThat(send(headers, "https://gpu/api/generate").get(HttpHeaders.AUTHORIZATION))
			.containsExactly("Bearer sk-abc");
	}

	@ParameterizedTest
	@CsvSource({ "X Team, canary, a name that is not a valid header name",
			"X-Team, 'canary\r\nX-Other: 1', a value that is not a valid header value",
			"X-Team, canary\u00e9, a value that is not a valid header value" })
	void headerThatCannotBeSentIsNamedWithoutItsValue(String name, String value, String problem) {
		assertThatExceptionOfType(InvalidHeaderException.class)
			.isThrownBy(() -> new ServerHeaders(BaseUrl.parse("https://gpu"), Map.of(name, value), null))
			.withMessage("The property 'ollama.headers." + name + "' has " + problem + ".");
	}

	@Test
	void keyThatCannotBeSentIsNotShown() {
		assertThatExceptionOfType(InvalidHeaderException.class)
			.isThrownBy(() -> new ServerHeaders(BaseUrl.parse("https://gpu"), Map.of(), "canary\nkey"))
			.withMessage("The property 'ollama.api-key' has a value that is not a valid header value.");
	}

	private HttpHeaders send(String url) {
		return send(this.headers, url);
	}

	private static HttpHeaders send(ServerHeaders headers, String url) {
		AtomicReference<HttpHeaders> sent = new AtomicReference<>();
		headers.filter(ClientRequest.create(HttpMethod.GET, URI.create(url)).build(), (request) -> {
			sent.set(request.headers());
			return Mono.empty();
		}).block();
		return sent.get();
	}

}
