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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.UnreadableResponseException;
import io.github.ollamagenerate.client.BufferLeakDetector;
import io.github.ollamagenerate.client.GenerateTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ResponseHeadCheck} and {@link ContentEncoding}.
 */
@ExtendWith({ BufferLeakDetector.Extension.class, OutputCaptureExtension.class })
class ResponseHeadCheckTests {

	@RegisterExtension
	final OneConnection connection = new OneConnection();

	@Test
	void headThatIsTooLargeIsNamedAndNotLogged(CapturedOutput output) {
		String cookie = "Set-Cookie: canary=" + "x".repeat(9000) + "\r\n";
		try (RawServer server = new RawServer((request) -> request.send(Wire.chunked(cookie, Wire.lines("a"))))) {
			GenerateTemplate ollama = this.connection.template(server);
			assertThatExceptionOfType(UnreadableResponseException.class)
				.isThrownBy(() -> ollama.prompt("p").call().content())
				.withMessageContaining("sent a response head that is too large")
				.withMessageContaining("raise ollama.max-response-header-size")
				.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("canary"));
		}
		assertThat(output).doesNotContain("canary").doesNotContain("Exception");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SSH-2.0-OpenSSH_9.6\r\n", "HTTP/1.1 abc OK\r\n\r\n", "HTTP/1.1 200 OK\r\n: x\r\n\r\n" })
	void headThatIsNotHttpIsNamedAndNotLogged(String head, CapturedOutput output) {
		try (RawServer server = new RawServer((request) -> request.send(head))) {
			GenerateTemplate ollama = this.connection.template(server);
			assertThatExceptionOfType(UnreadableResponseException.class)
				.isThrownBy(() -> ollama.prompt("p").call().content())
				.withMessageContaining("sent a response head that is not valid HTTP");
		}
		assertThat(output).doesNotContain("Exception");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "H", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Type: a" })
	void connectionThatIsClosedWithinTheHeadIsBroken(String head, CapturedOutput output) {
		try (RawServer server = new RawServer((request) -> request.send(head).close())) {
			GenerateTemplate ollama = this.connection.template(server);
			assertThatExceptionOfType(GenerateRequestException.class)
				.isThrownBy(() -> ollama.prompt("p").call().content())
				.withMessageContaining("the connection broke before the answer started");
		}
		assertThat(output).doesNotContain("Exception");
	}

	@ParameterizedTest
	@CsvSource({ "br, br", "zstd, zstd", "exi, exi", "'gzip, br', 'gzip, br'", "cöñ, c" })
	void encodingThatCannotBeReadIsNamed(String encoding, String name) {
		try (RawServer server = new RawServer(
				(request) -> request.send(Wire.fixed("Content-Encoding: " + encoding + "\r\n", "canary-compressed")))) {
			GenerateTemplate ollama = this.connection.template(server);
			assertThatExceptionOfType(UnreadableResponseException.class)
				.isThrownBy(() -> ollama.prompt("p").call().content())
				.withMessageContaining("Content-Encoding '" + name)
				.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("canary"))
				.satisfies((ex) -> assertThat(ex.serverText()).isNull());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "deflate" })
	void encodingThatIsNotTrueIsNamed(String encoding, CapturedOutput output) {
		try (RawServer server = new RawServer((request) -> {
			if (request.index() == 1 && request.connection() == 1) {
				// the response does not end: the connection must not be waited for
				request.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\nContent-Encoding: " + encoding + "\r\n\r\n"
						+ Wire.lines("canary-a"));
			}
			else {
				request.send(Wire.response(request.prompt()));
			}
		})) {
			GenerateTemplate ollama = this.connection.template(server);
			assertThatExceptionOfType(UnreadableResponseException.class)
				.isThrownBy(() -> ollama.prompt("p").call().content())
				.withMessageContaining("a response that is not in its Content-Encoding '" + encoding + "'")
				.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("canary"));
			assertThat(ollama.prompt("b").call().content()).isEqualTo("b");
			assertThat(server.connectionCount()).isEqualTo(2);
		}
		assertThat(output).doesNotContain("Exception");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
			"Content-Encoding: X-GZIP\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: gzip, chunked\r\n" })
	void gzipThatIsFlushedWithEachTokenIsReadAsItComes(String headers) {
		try (RawServer server = new RawServer((request) -> {
			request.send("HTTP/1.1 200 OK\r\n" + headers + "\r\n");
			ByteArrayOutputStream packed = new ByteArrayOutputStream();
			GZIPOutputStream gzip = new GZIPOutputStream(packed, true);
			for (String line : Wire.lines(request.prompt()).split("(?<=\n)")) {
				gzip.write(line.getBytes(StandardCharsets.UTF_8));
				gzip.flush();
				sendChunk(request, packed);
			}
			gzip.finish();
			sendChunk(request, packed);
			request.send("0\r\n\r\n");
		})) {
			GenerateTemplate ollama = this.connection.template(server);
			for (int i = 0; i < 3; i++) {
				assertThat(ollama.prompt("nonce-" + i).call().content()).isEqualTo("nonce-" + i);
			}
			assertThat(server.connectionCount()).isEqualTo(1);
		}
	}

	private static void sendChunk(RawServer.Request request, ByteArrayOutputStream packed) throws IOException {
		request.send(Integer.toHexString(packed.size()) + "\r\n").send(packed.toByteArray()).send("\r\n");
		packed.reset();
	}

}
