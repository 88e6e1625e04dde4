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

package io.github.ollamagenerate.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateTimeoutException;
import io.github.ollamagenerate.GenerateTimeoutException.Phase;
import io.github.ollamagenerate.GenerateTimeouts;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for the timeouts of {@link GenerateTemplate}.
 */
@ExtendWith({ MockOllamaExtension.class, BufferLeakDetector.Extension.class, BlockingCallDetector.Extension.class })
class GenerateTemplateTimeoutTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final Duration SHORT = Duration.ofMillis(100);

	private static final String TOKEN = "{\"model\":\"m\",\"response\":\"a\",\"done\":false}\n";

	private static final String DONE = "{\"model\":\"m\",\"response\":\"\",\"done\":true,\"done_reason\":\"stop\"}\n";

	private MockOllamaServer server;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
	}

	private GenerateTemplate.Builder template(Consumer<GenerateTimeouts.Builder> timeouts) {
		return GenerateTemplate.builder(WebClient.builder())
			.baseUrl(this.server.url())
			.defaultRequest((request) -> request.model("m").timeouts(timeouts));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void silenceBeforeTheHeadersIsAFirstChunkTimeout(boolean aggregate) {
		this.server.enqueue(MockAnswer.stall());
		GenerateTimeoutException ex = fail(
				template((timeouts) -> timeouts.firstChunk(SHORT)).aggregate(aggregate).build());
		assertThat(ex.phase()).isEqualTo(Phase.FIRST_CHUNK);
		assertThat(ex.elapsed()).isGreaterThanOrEqualTo(SHORT);
		assertThat(ex).hasMessageContaining(this.server.url()).hasMessageContaining("first-chunk");
		assertThat(ex.partialResponse()).isNull();
		assertClosedAndNotRetried();
	}

	@Test
	void headersAloneAreNoFirstChunk() {
		this.server.enqueue(MockAnswer.bytes("\n\n".getBytes(StandardCharsets.UTF_8)).thenStall());
		GenerateTimeoutException ex = fail(
				template((timeouts) -> timeouts.firstChunk(SHORT.multipliedBy(2)).idle(SHORT)).build());
		assertThat(ex.phase()).isEqualTo(Phase.FIRST_CHUNK);
		assertClosedAndNotRetried();
	}

	@Test
	void silenceInMidAnswerIsAnIdleTimeoutWithWhatHadArrived() {
		this.server.enqueue(MockAnswer.tokens("a", "b").thenStall());
		List<GenerateResponse> received = new ArrayList<>();
		GenerateTemplate template = template((timeouts) -> timeouts.idle(SHORT)).build();
		GenerateTimeoutException ex = catchThrowableOfType(GenerateTimeoutException.class,
				() -> template.prompt("p").stream().responses().doOnNext(received::add).blockLast(TIMEOUT));
		assertThat(ex.phase()).isEqualTo(Phase.IDLE);
		assertThat(ex.elapsed()).isGreaterThanOrEqualTo(SHORT);
		assertThat(ex).hasMessageContaining("after 2 characters").hasMessageContaining("ollama.generate.timeout.idle");
		assertThat(ex.partialResponse().response()).isEqualTo("ab");
		assertThat(received).extracting(GenerateResponse::response).containsExactly("a", "b");
		assertClosedAndNotRetried();
	}

	@Test
	void idleTimeoutThatIsShorterThanTheWaitForTheFirstChunkDoesNotEndThatWait() {
		this.server.enqueue(MockAnswer.tokens("a").delay(SHORT.multipliedBy(3)));
		assertThat(template((timeouts) -> timeouts.idle(SHORT)).build().prompt("p").call().content()).isEqualTo("a");
	}

	@Test
	void lineThatArrivesSlowlyIsNoSilence() {
		byte[] token = TOKEN.getBytes(StandardCharsets.UTF_8);
		List<byte[]> packets = new ArrayList<>(List.of(token));
		for (byte b : token) {
			packets.add(new byte[] { b });
		}
		packets.add(DONE.getBytes(StandardCharsets.UTF_8));
		this.server.enqueue(MockAnswer.bytes(packets.toArray(new byte[0][])).pause(Duration.ofMillis(20)));
		// the line takes longer than this, each of its bytes does not
		Duration idle = Duration.ofMillis(500);
		assertThat(template((timeouts) -> timeouts.idle(idle)).build().prompt("p").call().content()).isEqualTo("aa");
	}

	@Test
	void totalEndsAnAnswerThatKeepsComing() {
		this.server.enqueue(MockAnswer.tokens("a".repeat(1000).split("")).pause(Duration.ofMillis(20)));
		GenerateTimeoutException ex = fail(
				template((timeouts) -> timeouts.total(Duration.ofMillis(300)).idle(TIMEOUT)).build());
		assertThat(ex.phase()).isEqualTo(Phase.TOTAL);
		assertThat(ex.elapsed()).isEqualTo(Duration.ofMillis(300));
		assertThat(ex).hasMessageContaining("300ms").hasMessageContaining("ollama.generate.timeout.total");
		assertThat(ex.partialResponse().response()).startsWith("a");
		assertClosedAndNotRetried();
	}

	@Test
	void moreTimeThanTheClockCanCountIsNoLimit() {
		this.server.enqueue(MockAnswer.tokens("a"));
		Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
		GenerateTemplate template = template(
				(timeouts) -> timeouts.connect(longest).firstChunk(longest).idle(longest).total(longest))
			.build();
		assertThat(template.prompt("p").call().content()).isEqualTo("a");
	}

	@Test
	void totalSpansAllAttempts() {
		for (int i = 0; i < 3; i++) {
			this.server.enqueue(MockAnswer.json(503, "{\"error\":\"busy\"}"));
		}
		GenerateTemplate template = template((timeouts) -> timeouts.total(Duration.ofMillis(300)))
			.retry(3, TIMEOUT, TIMEOUT)
			.build();
		assertThat(fail(template).phase()).isEqualTo(Phase.TOTAL);
		assertThat(this.server.requestCount()).isEqualTo(1);
		this.server.reset();
	}

	@Test
	void connectEndsAHandshakeThatIsNotAnswered() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			GenerateTemplate template = template((timeouts) -> timeouts.connect(SHORT))
				.baseUrl("https://localhost:" + silent.getLocalPort())
				.build();
			GenerateTimeoutException ex = fail(template);
			assertThat(ex.phase()).isEqualTo(Phase.CONNECT);
			assertThat(ex).hasMessageContaining("https://localhost:" + silent.getLocalPort())
				.hasMessageContaining("ollama.connect-timeout");
		}
	}

	@Test
	void requestWinsOverDefaults() {
		this.server.enqueue(MockAnswer.tokens("a").delay(SHORT.multipliedBy(3)));
		GenerateTemplate template = template((timeouts) -> timeouts.firstChunk(SHORT)).build();
		assertThat(template.prompt("p").timeouts((timeouts) -> timeouts.firstChunk(TIMEOUT)).call().content())
			.isEqualTo("a");
		this.server.enqueue(MockAnswer.tokens("a").delay(SHORT.multipliedBy(3)));
		assertThat(template.prompt("p").timeouts((timeouts) -> timeouts.firstChunk(Duration.ZERO)).call().content())
			.isEqualTo("a");
	}

	@Test
	void timeThatTheSubscriberTakesIsNoSilence() {
		this.server.enqueue(MockAnswer.bytes((TOKEN + TOKEN).getBytes(StandardCharsets.UTF_8),
				(TOKEN + DONE).getBytes(StandardCharsets.UTF_8)));
		GenerateTemplate template = template((timeouts) -> timeouts.idle(SHORT)).build();
		StepVerifier.create(template.prompt("p").stream().responses(), 0)
			.expectSubscription()
			.expectNoEvent(SHORT.multipliedBy(3))
			.thenRequest(1)
			.expectNextCount(1)
			.expectNoEvent(SHORT.multipliedBy(3))
			.thenRequest(1)
			.expectNextCount(1)
			.expectNoEvent(SHORT.multipliedBy(3))
			.thenRequest(Long.MAX_VALUE)
			.expectNextCount(2)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void subscriberThatAsksForOneAtATimeIsToldOfSilenceToo() {
		this.server.enqueue(MockAnswer.tokens("a", "b").thenStall());
		GenerateTemplate template = template((timeouts) -> timeouts.idle(SHORT)).build();
		StepVerifier.create(template.prompt("p").stream().responses(), 0)
			.thenRequest(1)
			.expectNextCount(1)
			.thenRequest(1)
			.expectNextCount(1)
			.thenRequest(1)
			.expectError(GenerateTimeoutException.class)
			.verify(TIMEOUT);
		assertClosedAndNotRetried();
	}

	@Test
	void longestTimesAreNoLimit() {
		Duration ages = Duration.ofSeconds(Long.MAX_VALUE);
		this.server.enqueue(MockAnswer.tokens("a"));
		GenerateTemplate template = template((timeouts) -> timeouts.connect(ages).firstChunk(ages).idle(ages)).build();
		assertThat(template.prompt("p").call().content()).isEqualTo("a");
	}

	private void assertClosedAndNotRetried() {
		assertThat(this.server.takeRequest().awaitConnectionClosed(Duration.ofSeconds(1))).isTrue();
		assertThat(this.server.requestCount()).isEqualTo(1);
	}

	private static GenerateTimeoutException fail(GenerateTemplate template) {
		GenerateTimeoutException ex = catchThrowableOfType(GenerateTimeoutException.class,
				() -> template.prompt("p").call().content());
		assertThat(ex).as("timeout").isNotNull();
		return ex;
	}

}
