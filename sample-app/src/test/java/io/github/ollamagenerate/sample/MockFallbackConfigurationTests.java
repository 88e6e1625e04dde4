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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Arrays;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
class MockFallbackConfigurationTests {

	private static final String NOTICE = "Ollama does not answer at ";

	@Test
	void whenNoServerAnswersThenMockServerDoesAndSaysSoOnce(CapturedOutput output) throws IOException {
		String url = "http://127.0.0.1:" + closedPort();
		try (ConfigurableApplicationContext context = start("--ollama.base-url=" + url)) {
			assertThat(output.getAll()).containsOnlyOnce(NOTICE).contains(NOTICE + url + ": ");
			HttpCalls http = http(context);
			assertThat(HttpCalls.json(http.get("/status").body()).get("mock").booleanValue()).isTrue();
			// the mock server takes its time for each token
			String request = """
					{"prompt": "Why?", "think": false, "options": {"num_predict": 10}}""";
			assertThat(http.generate("application/json", request).body()).contains("canned");
		}
	}

	@Test
	void whenServerAnswersThenItIsUsed(CapturedOutput output) {
		try (MockOllamaServer ollama = MockOllamaServer.start();
				ConfigurableApplicationContext context = start("--ollama.base-url=" + ollama.url())) {
			assertThat(output.getAll()).doesNotContain(NOTICE);
			assertThat(http(context).get("/status").body())
				.isEqualTo("{\"mock\":false,\"model\":\"qwen3:1.7b\",\"server\":\"" + ollama.url()
						+ "\",\"apiKey\":false,\"dashboardUrl\":null}");
			context.getBean(GenerateOperations.class).prompt("Why?").call().content();
			assertThat(ollama.requestCount()).isOne();
		}
	}

	@Test
	void whenOnlyHostIsSetThenItIsAsked() {
		try (MockOllamaServer ollama = MockOllamaServer.start();
				ConfigurableApplicationContext context = start("--ollama.base-url=",
						"--ollama.host=127.0.0.1:" + ollama.port())) {
			context.getBean(GenerateOperations.class).prompt("Why?").call().content();
			assertThat(ollama.requestCount()).isOne();
		}
	}

	@Test
	void whenApiKeyIsSetThenItIsSentButNotShown() {
		try (MockOllamaServer ollama = MockOllamaServer.start();
				ConfigurableApplicationContext context = start("--ollama.api-key=secret",
						"--ollama.base-url=" + ollama.url())) {
			assertThat(http(context).get("/status").body()).contains("\"apiKey\":true").doesNotContain("secret");
			context.getBean(GenerateOperations.class).prompt("Why?").call().content();
			assertThat(ollama.takeRequest().header("Authorization")).isEqualTo("Bearer secret");
		}
	}

	@Test
	void whenAddressHasUserThenItIsNotShown() {
		try (MockOllamaServer ollama = MockOllamaServer.start();
				ConfigurableApplicationContext context = start(
						"--ollama.base-url=" + ollama.url().replace("http://", "http://bob:secret@"))) {
			assertThat(http(context).get("/status").body()).contains(ollama.url()).doesNotContain("bob", "secret");
		}
	}

	@Test
	void whenApplicationEndsThenMockServerDoes() throws IOException {
		String url;
		try (ConfigurableApplicationContext context = start("--ollama.base-url=http://127.0.0.1:" + closedPort())) {
			url = context.getBean(ServerOrMock.class).getBaseUrl();
		}
		// its port is free again
		MockOllamaServer.start(URI.create(url).getPort()).close();
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		String[] all = Arrays.copyOf(arguments, arguments.length + 1);
		all[arguments.length] = "--server.port=0";
		return SpringApplication.run(SampleApplication.class, all);
	}

	private static HttpCalls http(ConfigurableApplicationContext context) {
		return new HttpCalls(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
	}

	private static int closedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
