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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.server.OllamaServerClient;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests {@code ollama.ssl.bundle} with a TLS server, whose certificate is of an authority
 * that only the bundle knows.
 */
class SslBundleTests {

	private final ApplicationContextRunner runner = OllamaContextRunner
		.with(WebClientAutoConfiguration.class, SslAutoConfiguration.class)
		.withPropertyValues("ollama.generate.model=m", "ollama.generate.retry.max-attempts=1");

	@TempDir
	private Path folder;

	private X509Bundle authority;

	@BeforeEach
	void createAuthority() throws Exception {
		this.authority = TlsServer.authority("private");
	}

	private ApplicationContextRunner trusting(X509Bundle authority, TlsServer server) throws IOException {
		Path file = Files.writeString(this.folder.resolve("ca.pem"), authority.getCertificatePEM());
		return this.runner.withPropertyValues("ollama.base-url=" + server.url(), "ollama.ssl.bundle=ollama",
				"spring.ssl.bundle.pem.ollama.truststore.certificate=file:" + file);
	}

	private static String answer(ApplicationContext context) {
		return context.getBean(GenerateOperations.class).prompt("p").call().content();
	}

	@Test
	void privateAuthorityIsTrustedByTheBundleAlone() throws Exception {
		try (TlsServer server = new TlsServer(this.authority, null)) {
			trusting(this.authority, server).run((context) -> {
				assertThat(answer(context)).isEqualTo("hi");
				assertThat(context.getBean(OllamaServerClient.class).version().block()).isEqualTo("0.12.0");
			});
			this.runner.withPropertyValues("ollama.base-url=" + server.url())
				.run((context) -> assertThatExceptionOfType(GenerateRequestException.class)
					.isThrownBy(() -> answer(context))
					.withMessageContaining("ollama.ssl.bundle"));
		}
	}

	@Test
	void certificateOfAnotherHostIsRefused() throws Exception {
		try (TlsServer server = new TlsServer(this.authority, null)) {
			trusting(this.authority, server).withPropertyValues("ollama.base-url=https://127.0.0.1:" + server.port())
				.run((context) -> assertThatExceptionOfType(GenerateRequestException.class)
					.isThrownBy(() -> answer(context)));
		}
	}

	@Test
	void clientCertificateIsShown() throws Exception {
		X509Bundle clients = TlsServer.authority("clients");
		X509Bundle client = new CertificateBuilder().subject("CN=application")
			.addExtendedKeyUsageClientAuth()
			.buildIssuedBy(clients);
		try (TlsServer server = new TlsServer(this.authority, clients)) {
			Path certificate = Files.writeString(this.folder.resolve("client.pem"), client.getCertificatePathPEM());
			Path key = Files.writeString(this.folder.resolve("client.key"), client.getPrivateKeyPEM());
			trusting(this.authority, server)
				.withPropertyValues("spring.ssl.bundle.pem.ollama.keystore.certificate=file:" + certificate,
						"spring.ssl.bundle.pem.ollama.keystore.private-key=file:" + key)
				.run((context) -> {
					assertThat(answer(context)).isEqualTo("hi");
					assertThat(context.getBean(OllamaServerClient.class).version().block()).isEqualTo("0.12.0");
				});
			trusting(this.authority, server).run((context) -> assertThatExceptionOfType(GenerateRequestException.class)
				.isThrownBy(() -> answer(context)));
		}
	}

	@Test
	void bundleThatIsLoadedAgainIsUsedByNewConnections() throws Exception {
		X509Bundle successor = TlsServer.authority("successor");
		try (TlsServer server = new TlsServer(successor, null)) {
			trusting(this.authority, server)
				.withPropertyValues("spring.ssl.bundle.pem.ollama.reload-on-update=true",
						"spring.ssl.bundle.watch.file.quiet-period=50ms")
				.run((context) -> {
					assertThatExceptionOfType(GenerateRequestException.class).isThrownBy(() -> answer(context));
					Files.writeString(this.folder.resolve("ca.pem"), successor.getCertificatePEM());
					Awaitility.await()
						.ignoreException(GenerateRequestException.class)
						.untilAsserted(() -> assertThat(answer(context)).isEqualTo("hi"));
					assertThat(context.getBean(OllamaServerClient.class).version().block()).isEqualTo("0.12.0");
				});
		}
	}

}
