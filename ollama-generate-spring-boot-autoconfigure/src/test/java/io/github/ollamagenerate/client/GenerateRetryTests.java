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
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.GenerateResponseException.Reply;
import io.github.ollamagenerate.GenerateTimeoutException;
import io.github.ollamagenerate.GenerateTimeoutException.Phase;
import io.github.ollamagenerate.ServerBusyException;
import io.github.ollamagenerate.TruncatedResponseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link GenerateRetry}.
 */
class GenerateRetryTests {

	private static final Consumer<Throwable> NOTHING = (reason) -> {
	};

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	// virtual time, more than four of the longest waits
	private static final Duration LONG = Duration.ofDays(365 * 10);

	static Stream<Arguments> delays() {
		List<Duration> delays = List.of(Duration.ZERO, Duration.ofNanos(1), Duration.ofNanos(999_999),
				Duration.ofMillis(1), Duration.ofNanos(1_500_000), Duration.ofMillis(100), Duration.ofSeconds(40),
				Duration.ofDays(365 * 200), Duration.ofSeconds(Long.MAX_VALUE));
		return delays.stream().flatMap((delay) -> delays.stream().map((maxDelay) -> arguments(delay, maxDelay)));
	}

	@ParameterizedTest
	@MethodSource("delays")
	void anyTwoDelaysEndWithTheLastRefusal(Duration delay, Duration maxDelay) {
		AtomicInteger attempts = new AtomicInteger();
		Flux<GenerateResponse> attempt = Flux.defer(() -> Flux.error(busy(attempts.incrementAndGet(), null)));
		StepVerifier.withVirtualTime(() -> new GenerateRetry(5, delay, maxDelay, false).apply(attempt, none(), NOTHING))
			.thenAwait(LONG)
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(ServerBusyException.class).hasMessage("busy 5"))
			.verify(TIMEOUT);
		assertThat(attempts).hasValue(5);
	}

	@Test
	void noWaitIsLongerThanTheLongest() {
		AtomicInteger attempts = new AtomicInteger();
		Flux<GenerateResponse> attempt = Flux.defer(() -> Flux.error(busy(attempts.incrementAndGet(), null)));
		StepVerifier
			.withVirtualTime(() -> new GenerateRetry(3, Duration.ofSeconds(40), Duration.ofMillis(100), false)
				.apply(attempt, none(), NOTHING))
			.thenAwait(Duration.ofMillis(200))
			.expectError(ServerBusyException.class)
			.verify(TIMEOUT);
	}

	@Test
	void serverMayAskForTheLongestTimeThereIs() {
		AtomicInteger attempts = new AtomicInteger();
		Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
		Flux<GenerateResponse> attempt = Flux.defer(() -> Flux.error(busy(attempts.incrementAndGet(), longest)));
		StepVerifier
			.withVirtualTime(() -> new GenerateRetry(3, Duration.ZERO, longest, false).apply(attempt, none(), NOTHING))
			.expectError(ServerBusyException.class)
			.verify(TIMEOUT);
		assertThat(attempts).hasValue(1);
	}

	/**
	 * As with the connector of the JDK, where a {@code ClosedChannelException} is under
	 * the {@code ConnectException}.
	 */
	@Test
	void refusedConnectionIsRecognizedAnywhereInTheChainOfCauses() {
		AtomicInteger attempts = new AtomicInteger();
		Throwable cause = new ConnectException().initCause(new ClosedChannelException());
		Flux<GenerateResponse> attempt = Flux
			.defer(() -> Flux.error(new GenerateRequestException("attempt " + attempts.incrementAndGet(), "m", null,
					new RuntimeException(cause))));
		StepVerifier.create(new GenerateRetry(3, Duration.ZERO, Duration.ZERO, false).apply(attempt, none(), NOTHING))
			.expectError(GenerateRequestException.class)
			.verify(TIMEOUT);
		assertThat(attempts).hasValue(3);
	}

	@ParameterizedTest
	@MethodSource
	void brokenConnectionIsTriedAgainOnlyWithAnotherServer(RuntimeException failure) {
		assertThat(attempts(new GenerateRetry(3, Duration.ZERO, Duration.ZERO, false), failure)).isOne();
		assertThat(attempts(new GenerateRetry(3, Duration.ZERO, Duration.ZERO, true), failure)).isEqualTo(3);
	}

	static Stream<RuntimeException> brokenConnectionIsTriedAgainOnlyWithAnotherServer() {
		return Stream.of(new GenerateRequestException("reset", "m", null, new IOException("reset")),
				new TruncatedResponseException("truncated", "m", null, null));
	}

	@Test
	void timeoutIsFinalWhateverItsCause() {
		GenerateTimeoutException timeout = new GenerateTimeoutException("slow", "m", null, new ConnectException(),
				Phase.CONNECT, TIMEOUT);
		assertThat(attempts(new GenerateRetry(3, Duration.ZERO, Duration.ZERO, true), timeout)).isOne();
	}

	@Test
	void failureWithoutACauseIsFinal() {
		GenerateRequestException failure = new GenerateRequestException("no cause", "m", null, null);
		assertThat(attempts(new GenerateRetry(3, Duration.ZERO, Duration.ZERO, true), failure)).isOne();
	}

	@Test
	void otherServersChangeNothingElse() {
		GenerateRetry retry = new GenerateRetry(2, Duration.ofSeconds(1), Duration.ofSeconds(3), false);
		assertThat(retry.loadBalanced(true)).isEqualTo(new GenerateRetry(2, retry.delay(), retry.maxDelay(), true));
	}

	@ParameterizedTest
	@ValueSource(ints = { 429, 503 })
	void serverMayAskForTheLongestWait(int status) {
		Duration longest = Duration.ofSeconds(40);
		AtomicInteger attempts = new AtomicInteger();
		List<Throwable> reasons = new ArrayList<>();
		Flux<GenerateResponse> attempt = Flux
			.defer(() -> Flux.error(refused(status, attempts.incrementAndGet(), longest)));
		StepVerifier
			.withVirtualTime(
					() -> new GenerateRetry(2, Duration.ZERO, longest, false).apply(attempt, none(), reasons::add))
			.expectSubscription()
			.expectNoEvent(longest.minusMillis(1))
			.thenAwait(Duration.ofMillis(2))
			.expectErrorMessage("refused 2")
			.verify(TIMEOUT);
		assertThat(reasons).extracting(Throwable::getMessage).containsExactly("refused 1");
	}

	@Test
	void settingsThatCannotWorkAreRefused() {
		Duration negative = Duration.ofNanos(-1);
		assertThatIllegalArgumentException().isThrownBy(() -> new GenerateRetry(0, TIMEOUT, TIMEOUT, false))
			.withMessage("'maxAttempts' must be at least 1, which means no retry");
		assertThatIllegalArgumentException().isThrownBy(() -> new GenerateRetry(2, negative, TIMEOUT, false))
			.withMessage("'delay' and 'maxDelay' must not be negative");
		assertThatIllegalArgumentException().isThrownBy(() -> new GenerateRetry(2, TIMEOUT, negative, false))
			.withMessage("'delay' and 'maxDelay' must not be negative");
	}

	@Test
	void eachRefusalIsJudgedAnew() {
		AtomicInteger attempts = new AtomicInteger();
		Flux<GenerateResponse> attempt = Flux.defer(() -> {
			int number = attempts.incrementAndGet();
			return Flux.error(refused((number == 1) ? 503 : 404, number, null));
		});
		StepVerifier.create(new GenerateRetry(3, Duration.ZERO, Duration.ZERO, false).apply(attempt, none(), NOTHING))
			.expectErrorMessage("refused 2")
			.verify(TIMEOUT);
		assertThat(attempts).hasValue(2);
	}

	private static int attempts(GenerateRetry retry, RuntimeException failure) {
		AtomicInteger attempts = new AtomicInteger();
		StepVerifier.create(retry.apply(Flux.defer(() -> {
			attempts.incrementAndGet();
			return Flux.error(failure);
		}), none(), NOTHING)).expectErrorMatches(failure::equals).verify(TIMEOUT);
		return attempts.get();
	}

	private static GenerateResponseException refused(int status, int attempt, @Nullable Duration retryAfter) {
		return new GenerateResponseException("refused " + attempt, "m", null,
				new Reply(status, "no", retryAfter, null));
	}

	private static ServerBusyException busy(int attempt, Duration retryAfter) {
		return new ServerBusyException("busy " + attempt, "m", null, new Reply(503, "busy", retryAfter, null));
	}

	private static ResponseAccumulator none() {
		return new ResponseAccumulator();
	}

}
