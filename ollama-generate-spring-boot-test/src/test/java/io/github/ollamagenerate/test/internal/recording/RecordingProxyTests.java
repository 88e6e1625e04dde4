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

package io.github.ollamagenerate.test.internal.recording;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RecordedRequest;
import io.github.ollamagenerate.test.internal.http.Delivery;
import io.github.ollamagenerate.test.internal.http.HttpAnswer;
import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RecordingProxy}, over a socket. Those of {@code Recordings} use it
 * between a client and a server.
 */
class RecordingProxyTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final BlockingQueue<RecordedResponse> recorded = new LinkedBlockingQueue<>();

	private final MockOllamaServer real = MockOllamaServer.start();

	@AfterEach
	void close() {
		this.real.close();
	}

	@Test
	void streamIsPassedOnAndRecordedLineByLine() throws InterruptedException {
		this.real.enqueue(MockAnswer.lines("a", "b").header("Retry-After", "7").header("X-Request-Id", "1"));
		HttpAnswer answer = forward("POST", "/api/generate", "{}");
		Flux<byte[]> live = Objects.requireNonNull(answer.live());
		assertThat(live.map(RecordingProxyTests::text).collectList().block(PATIENCE)).containsExactly("a\n", "b\n");
		assertThat(answer.head().headers()).containsExactlyInAnyOrder(Map.entry("Retry-After", "7"),
				Map.entry("content-type", "application/x-ndjson"));
		RecordedResponse response = recorded();
		assertThat(response.isChunked()).isTrue();
		assertThat(response.cut()).isFalse();
		assertThat(response.lines()).extracting((line) -> text(line.bytes())).containsExactly("a\n", "b\n");
	}

	@Test
	void streamThatIsCutEndsWithAnError() throws InterruptedException {
		this.real.enqueue(MockAnswer.lines("a").thenCut());
		Flux<byte[]> live = Objects.requireNonNull(forward("POST", "/api/generate", "{}").live());
		assertThat(live.map(RecordingProxyTests::text).onErrorReturn("cut").collectList().block(PATIENCE))
			.containsExactly("a\n", "cut");
		assertThat(recorded().cut()).isTrue();
	}

	@Test
	void answerWithALengthIsSentWhenItIsComplete() throws InterruptedException {
		this.real.enqueue(MockAnswer.json(429, "{}"));
		HttpAnswer answer = forward("POST", "/api/generate", "{}");
		assertThat(answer.single()).isTrue();
		assertThat(answer.head().status()).isEqualTo(429);
		assertThat(answer.delivery().ending()).isEqualTo(Delivery.Ending.COMPLETE);
		assertThat(answer.packets()).singleElement().extracting(RecordingProxyTests::text).isEqualTo("{}");
		assertThat(recorded().status()).isEqualTo(429);
	}

	@Test
	void lengthIsKeptWhereThereIsNoBody() throws InterruptedException {
		HttpAnswer answer = forward("HEAD", "/", "");
		assertThat(answer.packets()).isEmpty();
		assertThat(answer.head().headers()).contains(Map.entry("content-length", "17"));
		assertThat(recorded().body()).isEmpty();
	}

	@Test
	void addressToGoToLosesItsQuery() {
		this.real.enqueue(MockAnswer.json(307, "").header("Location", "https://ollama.com/a?key=secret"));
		assertThat(forward("POST", "/api/generate", "{}").head().headers())
			.contains(Map.entry("Location", "https://ollama.com/a"));
	}

	@Test
	void requestIsForwardedWithoutTheHeadersOfTheConnection() {
		forward("POST", "/api/generate", "{'é'}");
		RecordedRequest request = this.real.takeRequest();
		assertThat(request.body()).isEqualTo("{'é'}");
		assertThat(request).hasHeader("Authorization", "Bearer abc")
			.hasHeader("Content-Length", "6")
			.doesNotHaveHeader("Origin")
			.doesNotHaveHeader("Accept-Encoding");
		assertThat(request.header("Host")).startsWith("127.0.0.1:");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "localhost:11434", "ftp://localhost", "http://", "http://me:secret@localhost",
			"http://localhost?key=secret", "http://local host" })
	void serverMustBeABaseUrl(String server) {
		assertThatIllegalArgumentException().isThrownBy(() -> new RecordingProxy(server))
			.withMessageStartingWith("The server to record must be a URL such as http://localhost:11434");
	}

	@Test
	void slashAtTheEndOfTheServerIsIgnored() {
		assertThat(new RecordingProxy(" https://example.com/ollama// ")).hasToString("https://example.com/ollama");
	}

	private HttpAnswer forward(String method, String path, String body) {
		List<Map.Entry<String, String>> headers = List.of(Map.entry("Authorization", "Bearer abc"),
				Map.entry("Origin", "http://localhost"), Map.entry("Accept-Encoding", "gzip"),
				Map.entry("Host", "example.com"));
		ReceivedRequest request = ReceivedRequest.of(method, path, headers, body, new CompletableFuture<>());
		return Objects.requireNonNull(
				new RecordingProxy(this.real.url() + "/").forward(request, this.recorded::add).block(PATIENCE));
	}

	private RecordedResponse recorded() throws InterruptedException {
		return Objects.requireNonNull(this.recorded.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
