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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.github.ollamagenerate.test.autoconfigure.AutoConfigureMockOllama;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page of another site, whose name resolves to this machine, gets no answer.
 */
@AutoConfigureMockOllama
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Timeout(30)
class HostFilterTests {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "localhost:8080", "LOCALHOST", "app.localhost:8080", "127.0.0.1",
			"127.1.2.3:8080", "[::1]", "[::1]:8080" })
	void whenHostIsThisMachineThenItAnswers(String host) throws IOException {
		assertThat(get("/models", host)).startsWith("HTTP/1.1 200");
		assertThat(get("/", host)).startsWith("HTTP/1.1 200");
	}

	@ParameterizedTest
	@ValueSource(strings = { "evil.example", "evil.example:8080", "localhost.evil.example", "127.evil.example",
			"127.0.0.1.evil.example", "evillocalhost", "host.docker.internal:8080", "192.168.0.1", "[fe80::1]" })
	void whenHostIsAnotherThenNothingIsTold(String host) throws IOException {
		assertThat(get("/models", host)).startsWith("HTTP/1.1 403");
		assertThat(get("/", host)).startsWith("HTTP/1.1 403");
		assertThat(get("/actuator/health", host)).startsWith("HTTP/1.1 403");
	}

	// a client of Java sets the header by itself
	private String get(String path, String host) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.getOutputStream()
				.write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
				.readLine();
		}
	}

	@Nested
	@TestPropertySource(properties = "sample.allowed-hosts=host.docker.internal")
	class WithDocker {

		@LocalServerPort
		private int dockerPort;

		@ParameterizedTest
		@ValueSource(strings = { "host.docker.internal", "host.docker.internal:8080" })
		void whenPrometheusComesFromItsContainerThenItAnswers(String host) throws IOException {
			HostFilterTests.this.port = this.dockerPort;
			assertThat(get("/actuator/prometheus", host)).startsWith("HTTP/1.1 200");
			assertThat(get("/models", "evil.example")).startsWith("HTTP/1.1 403");
		}

	}

}
