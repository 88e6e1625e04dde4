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

package io.github.ollamagenerate.autoconfigure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests {@code ollama.system-proxy} with a proxy that alone knows the server's name.
 */
@ExtendWith(MockOllamaExtension.class)
class SystemProxyTests {

	private final List<String> requestLines = new CopyOnWriteArrayList<>();

	private final ApplicationContextRunner runner = OllamaContextRunner.with(WebClientAutoConfiguration.class)
		.withPropertyValues("ollama.base-url=http://gpu.internal:11434", "ollama.generate.model=gemma3",
				"ollama.generate.retry.max-attempts=1");

	private ServerSocket proxy;

	@BeforeEach
	void start(MockOllamaServer server) throws IOException {
		this.proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		Thread thread = new Thread(() -> accept(server.port()));
		thread.setDaemon(true);
		thread.start();
		System.setProperty("http.proxyHost", "127.0.0.1");
		System.setProperty("http.proxyPort", String.valueOf(this.proxy.getLocalPort()));
	}

	@AfterEach
	void stop() throws IOException {
		System.clearProperty("http.proxyHost");
		System.clearProperty("http.proxyPort");
		this.proxy.close();
	}

	private void accept(int serverPort) {
		try (Socket client = this.proxy.accept(); Socket server = new Socket("127.0.0.1", serverPort)) {
			BufferedReader head = new BufferedReader(
					new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1), 1);
			this.requestLines.add(head.readLine());
			while (!head.readLine().isEmpty()) {
				continue;
			}
			client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
			Thread answers = new Thread(() -> copy(server, client));
			answers.setDaemon(true);
			answers.start();
			copy(client, server);
		}
		catch (IOException ex) {
			// the test is over
		}
	}

	private static void copy(Socket from, Socket to) {
		try {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// the other side has closed
		}
	}

	@Test
	void requestGoesThroughTheProxyWhichLooksTheNameUp(MockOllamaServer server) {
		server.enqueue(MockAnswer.tokens("hi"));
		this.runner.withPropertyValues("ollama.system-proxy=true").run((context) -> {
			assertThat(context.getBean(GenerateOperations.class).prompt("p").call().content()).isEqualTo("hi");
			assertThat(this.requestLines).singleElement().asString().startsWith("CONNECT gpu.internal:11434");
		});
	}

	@Test
	void hostThatIsExemptIsReachedDirectly(MockOllamaServer server) {
		server.enqueue(MockAnswer.tokens("hi"));
		this.runner.withPropertyValues("ollama.system-proxy=true").run((context) -> {
			GenerateTemplate local = context.getBean(GenerateTemplate.Builder.class)
				.baseUrl("http://localhost:" + server.port())
				.build();
			assertThat(local.prompt("p").call().content()).isEqualTo("hi");
			assertThat(this.requestLines).isEmpty();
		});
	}

	@Test
	void withoutThePropertyNothingGoesThroughTheProxy() {
		this.runner.run((context) -> assertThatExceptionOfType(GenerateRequestException.class)
			.isThrownBy(() -> context.getBean(GenerateOperations.class).prompt("p").call().content())
			.withMessageContaining("gpu.internal is unknown"));
		assertThat(this.requestLines).isEmpty();
	}

}
