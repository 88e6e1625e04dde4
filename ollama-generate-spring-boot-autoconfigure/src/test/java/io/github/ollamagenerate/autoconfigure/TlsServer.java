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

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * TLS server that answers like Ollama, with a certificate of a private authority.
 */
final class TlsServer implements AutoCloseable {

	private final DisposableServer server;

	/**
	 * Start a server.
	 * @param authority issues the server's certificate
	 * @param clients issues the certificates that clients must have, {@code null} if they
	 * need none
	 */
	TlsServer(X509Bundle authority, @Nullable X509Bundle clients) {
		SslContext context = context(authority, clients);
		this.server = HttpServer.create()
			.host("localhost")
			.secure((spec) -> spec.sslContext(context))
			.route((routes) -> routes
				.get("/api/version", (request, response) -> response.sendString(Mono.just("{\"version\":\"0.12.0\"}")))
				.post("/api/generate",
						(request, response) -> response.sendString(Mono
							.just("{\"model\":\"m\",\"response\":\"hi\",\"done\":true,\"done_reason\":\"stop\"}\n"))))
			.bindNow();
	}

	private static SslContext context(X509Bundle authority, @Nullable X509Bundle clients) {
		try {
			X509Bundle certificate = new CertificateBuilder().subject("CN=localhost")
				.addSanDnsName("localhost")
				.addExtendedKeyUsageServerAuth()
				.buildIssuedBy(authority);
			SslContextBuilder builder = SslContextBuilder.forServer(certificate.toKeyManagerFactory());
			return (clients != null)
					? builder.trustManager(clients.getCertificate()).clientAuth(ClientAuth.REQUIRE).build()
					: builder.build();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	static X509Bundle authority(String name) throws Exception {
		return new CertificateBuilder().subject("CN=" + name).setIsCertificateAuthority(true).buildSelfSigned();
	}

	String url() {
		return "https://localhost:" + this.server.port();
	}

	int port() {
		return this.server.port();
	}

	@Override
	public void close() {
		this.server.disposeNow();
	}

}
