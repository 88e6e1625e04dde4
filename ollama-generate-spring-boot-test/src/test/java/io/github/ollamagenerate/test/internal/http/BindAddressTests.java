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

package io.github.ollamagenerate.test.internal.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;

import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RawClient;
import io.github.ollamagenerate.test.TestHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link BindAddress}.
 */
class BindAddressTests {

	@ParameterizedTest
	@CsvSource({ "127.0.0.1,http://127.0.0.1:80", "localhost,http://localhost:80", "0.0.0.0,http://127.0.0.1:80",
			"::1,http://[::1]:80", "[::1],http://[::1]:80", "::,http://[::1]:80", "192.0.2.1,http://192.0.2.1:80" })
	void urlCanBeUsedByClients(String host, String expected) {
		assertThat(BindAddress.of(host).url(80)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1,true", "localhost,true", "::1,true", "0.0.0.0,false", "::,false", "192.0.2.1,false" })
	void loopbackIsKnown(String host, boolean expected) {
		assertThat(BindAddress.of(host).isLoopback()).isEqualTo(expected);
	}

	@Test
	void unknownHostIsNamed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> MockOllamaServer.builder().host("no.such.invalid").start())
			.withMessage("'host' must be an address of this machine, was \"no.such.invalid\"");
	}

	@Test
	void addressOfAnotherMachineIsNamed() {
		// a documentation range, see RFC 5737
		assertThatIllegalStateException().isThrownBy(() -> MockOllamaServer.builder().host("203.0.113.7").start())
			.withMessage("Cannot listen on 203.0.113.7:0, is 203.0.113.7 an address of this machine?");
	}

	@Test
	void boundToAllAddressesTheServerAcceptsAllHosts() throws IOException {
		try (MockOllamaServer server = MockOllamaServer.builder().host("0.0.0.0").start()) {
			assertThat(server.url()).isEqualTo("http://127.0.0.1:" + server.port());
			assertThat(TestHttp.get(server, "/").statusCode()).isEqualTo(200);
			try (RawClient client = RawClient.send(server, "GET /", "", "Host: mock.example:11434")) {
				assertThat(client.head()).contains("HTTP/1.1 200 OK");
			}
			try (RawClient client = RawClient.send(server, "GET /", "", "Host: mock.example:11434",
					"Origin: http://evil.example")) {
				assertThat(client.head()).contains("HTTP/1.1 403 Forbidden");
			}
		}
	}

	@Test
	void ipv6Works() throws IOException {
		MockOllamaServer.Builder builder = MockOllamaServer.builder().host("::1");
		if (NetworkInterface.getByInetAddress(InetAddress.getByName("::1")) == null) {
			assertThatIllegalStateException().isThrownBy(builder::start);
			return;
		}
		try (MockOllamaServer server = builder.start()) {
			assertThat(server.url()).isEqualTo("http://[::1]:" + server.port());
			assertThat(TestHttp.get(server, "/").body()).isEqualTo("Ollama is running");
			try (RawClient client = RawClient.send(server, "GET /", "", "Host: evil.example")) {
				assertThat(client.head()).contains("HTTP/1.1 403 Forbidden");
			}
		}
	}

}
