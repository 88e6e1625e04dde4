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

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateTimeoutException;
import io.github.ollamagenerate.GenerateTimeoutException.Phase;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link ConnectionFailures}.
 */
class ConnectionFailuresTests {

	private static final Duration ELAPSED = Duration.ofSeconds(2);

	private static GenerateException translate(String server, Throwable failure) {
		return new ConnectionFailures("m", URI.create(server), ServerQuotes.NONE).translate(failure, ELAPSED);
	}

	private static WebClientRequestException notSent(Throwable cause) {
		return new WebClientRequestException(cause, HttpMethod.POST, URI.create("http://x"), HttpHeaders.EMPTY);
	}

	@ParameterizedTest
	@MethodSource
	void causeIsNamedWithWhatToDo(Throwable cause, String message) {
		GenerateException ex = translate("http://gpu:11434", notSent(cause));
		assertThat(ex).isExactlyInstanceOf(GenerateRequestException.class)
			.hasMessageStartingWith("No answer from Ollama at http://gpu:11434: " + message);
		assertThat(ex.model()).isEqualTo("m");
	}

	static Stream<Arguments> causeIsNamedWithWhatToDo() {
		return Stream.of(arguments(new ConnectException("x"), "the connection was refused"),
				arguments(new NoRouteToHostException("x"), "there is no route to gpu"),
				arguments(new UnknownHostException("x"), "the host gpu is unknown"),
				arguments(new NotSslRecordException("x"), "the server does not speak TLS at this port"),
				arguments(new SSLException("bad certificate"), "the TLS handshake failed (bad certificate)"),
				arguments(new SSLException("[data]"), "the TLS handshake failed (SSLException)"),
				arguments(new SSLException("x", new EOFException()), "the TLS handshake failed (EOFException)"),
				arguments(new IOException("x"), "the connection broke before the answer started (IOException)"),
				arguments(new IllegalStateException("x"), "the request could not be sent (IllegalStateException)"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost:11434", "http://127.0.0.1:11434", "http://gpu:11434" })
	void containerIsMentionedForALoopbackAddressOnly(String server) {
		assertThat(translate(server, notSent(new ConnectException("x"))).getMessage().contains("In a container"))
			.isEqualTo(!server.contains("gpu"));
	}

	@Test
	void connectionThatTakesTooLongIsATimeout() {
		for (Throwable cause : new Throwable[] { new ConnectTimeoutException(),
				new SslHandshakeTimeoutException("x") }) {
			assertThat(translate("http://gpu:11434", notSent(cause)))
				.isInstanceOfSatisfying(GenerateTimeoutException.class, (ex) -> {
					assertThat(ex.phase()).isEqualTo(Phase.CONNECT);
					assertThat(ex).hasMessageContaining("within 2s");
				});
		}
	}

	@Test
	void whatIsTranslatedStaysAsItIs() {
		GenerateException translated = translate("http://gpu:11434", notSent(new IOException()));
		assertThat(translate("http://gpu:11434", translated)).isSameAs(translated);
	}

	@Test
	void failureOfAFilterIsTheCause() {
		IllegalStateException failure = new IllegalStateException("secret");
		assertThat(translate("http://gpu:11434", failure)).hasCause(failure)
			.hasMessage("The request to Ollama at http://gpu:11434 failed (IllegalStateException). See the cause.");
	}

}
