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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.GenerateTimeoutException;
import io.github.ollamagenerate.GenerateTimeouts;
import io.github.ollamagenerate.TruncatedResponseException;
import io.github.ollamagenerate.UnreadableResponseException;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for subscribers that are slower than the server: a timer, a cut, or an error
 * meets chunks that were read and not delivered. What arrives is the beginning of the
 * answer, and only an answer whose last chunk arrived completes.
 */
@ExtendWith({ MockOllamaExtension.class, BufferLeakDetector.Extension.class })
class SlowSubscriberTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final Duration SHORT = Duration.ofMillis(250);

	private static final List<String> TEXTS = IntStream.range(0, 24).mapToObj((i) -> "t" + i + " ").toList();

	private static final String TOKENS = TEXTS.stream()
		.map((text) -> "{\"model\":\"m\",\"response\":\"" + text + "\",\"done\":false}\n")
		.collect(Collectors.joining());

	private static final String DONE = "{\"model\":\"m\",\"response\":\"\",\"done\":true,\"done_reason\":\"stop\"}\n";

	private MockOllamaServer server;

	@BeforeAll
	static void warmUp() {
		// the first request of a JVM takes longer than the timeouts of the cases that
		// start with it
		try (MockOllamaServer server = MockOllamaServer.start()) {
			GenerateTemplate.builder(WebClient.builder()).baseUrl(server.url()).build().load("gemma3");
		}
	}

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
	}

	static Stream<Arguments> cases() {
		List<Row> rows = List.of(new Row("whole answer", packet(TOKENS + DONE)).whole(),
				new Row("total time ends when all has been read", packet(TOKENS + DONE))
					.timeouts((timeouts) -> timeouts.total(SHORT))
					.pace(SHORT.dividedBy(8))
					.fails(GenerateTimeoutException.class),
				new Row("total time ends when some has been read", packet(TOKENS).thenStall())
					.timeouts((timeouts) -> timeouts.total(SHORT))
					.pace(SHORT.dividedBy(8))
					.fails(GenerateTimeoutException.class),
				new Row("total time ends after the last chunk", packet(TOKENS + DONE).thenStall())
					.timeouts((timeouts) -> timeouts.total(SHORT.multipliedBy(2)))
					.whole(),
				new Row("server is silent before the end", packet(TOKENS).thenStall())
					.timeouts((timeouts) -> timeouts.idle(SHORT.dividedBy(3)))
					.fails(GenerateTimeoutException.class)
					.whole(),
				new Row("server is silent after the end", packet(TOKENS + DONE).thenStall())
					.timeouts((timeouts) -> timeouts.idle(SHORT.dividedBy(3)))
					.whole(),
				new Row("response stays open after the end", packet(TOKENS + DONE).thenStall())
					.timeouts((timeouts) -> timeouts.idle(Duration.ZERO).firstChunk(Duration.ZERO))
					.pace(Duration.ofMillis(12))
					.whole(),
				new Row("connection is cut before the end", packet(TOKENS).thenCut())
					.fails(TruncatedResponseException.class)
					.whole(),
				new Row("connection is cut after the end", packet(TOKENS + DONE).thenCut()).whole(),
				new Row("body ends early", packet(TOKENS)).fails(TruncatedResponseException.class).whole(),
				new Row("error line", packet(TOKENS + "{\"error\":\"x\"}\n")).fails(GenerateResponseException.class)
					.whole(),
				new Row("error line after the end", packet(TOKENS + DONE + "{\"error\":\"x\"}\n"))
					.fails(GenerateResponseException.class)
					.whole(),
				new Row("line that is not JSON", packet(TOKENS + "<html>\n")).fails(UnreadableResponseException.class)
					.whole());
		return rows.stream().flatMap((row) -> Arrays.stream(Demand.values()).map((demand) -> arguments(row, demand)));
	}

	// most wait for a timer
	@Execution(ExecutionMode.CONCURRENT)
	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("cases")
	void whatArrivesIsABeginningAndOnlyTheLastChunkCompletes(Row row, Demand demand) {
		this.server.enqueue(row.answer());
		GenerateTemplate ollama = GenerateTemplate.builder(WebClient.builder())
			.baseUrl(this.server.url())
			.defaultRequest((request) -> request.model("m").timeouts(row.timeouts()))
			.build();
		List<GenerateResponse> received = new ArrayList<>();
		Throwable failure = catchThrowable(
				() -> demand.receive(ollama.prompt("p").stream().responses(), received::add, row.pace()));
		String text = received.stream().map(GenerateResponse::response).collect(Collectors.joining());
		String whole = String.join("", TEXTS);
		assertThat(whole).startsWith(text);
		if (row.failure() == null) {
			assertThat(failure).isNull();
			assertThat(text).isEqualTo(whole);
			assertThat(received).last().extracting(GenerateResponse::done).isEqualTo(true);
			return;
		}
		assertThat(failure).isExactlyInstanceOf(row.failure());
		GenerateResponse partial = ((GenerateException) failure).partialResponse();
		String delivered = (partial != null) ? partial.response() : "";
		assertThat(delivered).startsWith(text);
		assertThat(whole).startsWith(delivered);
		if (row.isWhole()) {
			assertThat(delivered).isEqualTo(whole);
			// a stream that blocks throws an error ahead of what it holds
			assertThat(text.length()).isGreaterThanOrEqualTo(
					whole.length() - ((demand == Demand.TO_STREAM) ? TEXTS.get(TEXTS.size() - 1).length() : 0));
		}
	}

	private static MockAnswer packet(String lines) {
		return MockAnswer.bytes(lines.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * How a subscriber asks for less than the server sends.
	 */
	private enum Demand {

		LIMIT_RATE((chunks) -> chunks.limitRate(8)),

		PUBLISH_ON((chunks) -> chunks.publishOn(Schedulers.boundedElastic(), 1)),

		CONCAT_MAP((chunks) -> chunks.concatMapDelayError(Flux::just, 1)),

		ONE_AT_A_TIME((chunks) -> chunks.limitRate(1)),

		TO_STREAM(UnaryOperator.identity()) {

			@Override
			void receive(Flux<GenerateResponse> chunks, Consumer<GenerateResponse> receiver, Duration pace) {
				try (Stream<GenerateResponse> stream = chunks.toStream(1)) {
					stream.forEach((chunk) -> {
						receiver.accept(chunk);
						Mono.delay(pace).block(TIMEOUT);
					});
				}
			}

		};

		private final UnaryOperator<Flux<GenerateResponse>> bound;

		Demand(UnaryOperator<Flux<GenerateResponse>> bound) {
			this.bound = bound;
		}

		void receive(Flux<GenerateResponse> chunks, Consumer<GenerateResponse> receiver, Duration pace) {
			this.bound.apply(chunks)
				.doOnNext(receiver)
				.concatMap((chunk) -> Mono.delay(pace, Schedulers.boundedElastic()), 1)
				.blockLast(TIMEOUT);
		}

	}

	/**
	 * What meets a slow subscriber.
	 *
	 * @param name what happens
	 * @param answer the answer of the server
	 * @param timeouts the timeouts of the request
	 * @param failure how it may fail, {@code null} if it must not
	 * @param isWhole whether all text arrives before the end, whatever that is
	 * @param pace how long the subscriber takes for a chunk
	 */
	private record Row(String name, MockAnswer answer, Consumer<GenerateTimeouts.Builder> timeouts,
			@Nullable Class<? extends GenerateException> failure, boolean isWhole, Duration pace) {

		Row(String name, MockAnswer answer) {
			this(name, answer, (timeouts) -> {
			}, null, false, Duration.ofMillis(1));
		}

		Row timeouts(Consumer<GenerateTimeouts.Builder> timeouts) {
			return new Row(this.name, this.answer, timeouts, this.failure, this.isWhole, this.pace);
		}

		Row fails(Class<? extends GenerateException> failure) {
			return new Row(this.name, this.answer, this.timeouts, failure, this.isWhole, this.pace);
		}

		Row pace(Duration pace) {
			return new Row(this.name, this.answer, this.timeouts, this.failure, this.isWhole, pace);
		}

		Row whole() {
			return new Row(this.name, this.answer, this.timeouts, this.failure, true, this.pace);
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
