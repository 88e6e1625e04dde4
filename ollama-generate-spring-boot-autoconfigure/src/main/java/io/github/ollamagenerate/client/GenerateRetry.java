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
import java.net.NoRouteToHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.GenerateTimeoutException;
import io.github.ollamagenerate.TruncatedResponseException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.util.Assert;

/**
 * Sends a request again where that can help and cannot hurt: the server refused it before
 * it began to answer, for a reason that passes. Never after a timeout, for the server
 * begins to load the model anew each time, and never after a 500, which a wrong option
 * gets as well.
 *
 * @param maxAttempts the most attempts, the first included
 * @param delay how long to wait before the second one, roughly
 * @param maxDelay the longest wait
 * @param loadBalanced whether the next attempt may go to another server, so that it is
 * worth the while also after a connection broke
 */
record GenerateRetry(int maxAttempts, Duration delay, Duration maxDelay, boolean loadBalanced) {

	// the back-off of Reactor counts in nanoseconds, which do not hold every Duration
	private static final Duration LONGEST = Duration.ofDays(365);

	GenerateRetry {
		Assert.isTrue(maxAttempts > 0, "'maxAttempts' must be at least 1, which means no retry");
		Assert.isTrue(!delay.isNegative() && !maxDelay.isNegative(), "'delay' and 'maxDelay' must not be negative");
		maxDelay = shorter(maxDelay, LONGEST);
		// Reactor fails with an exception of its own if the first wait exceeds the
		// longest
		delay = shorter(delay, maxDelay);
	}

	private static Duration shorter(Duration first, Duration second) {
		return (first.compareTo(second) < 0) ? first : second;
	}

	GenerateRetry loadBalanced(boolean loadBalanced) {
		return new GenerateRetry(this.maxAttempts, this.delay, this.maxDelay, loadBalanced);
	}

	/**
	 * Return the answer to the first attempt that is not refused.
	 * @param attempt sends the request on each subscription
	 * @param received holds what has arrived
	 * @param retry called with the reason before the request is sent again
	 */
	Flux<GenerateResponse> apply(Flux<GenerateResponse> attempt, ResponseAccumulator received,
			Consumer<Throwable> retry) {
		if (this.maxAttempts == 1) {
			return attempt;
		}
		// retryWhen costs each request memory and each chunk time: it is set up only for
		// a request that was refused
		return attempt.onErrorResume((ex) -> isRetryable(ex, received),
				(ex) -> again(startWithError(ex, attempt), received, retry));
	}

	private static Flux<GenerateResponse> startWithError(Throwable ex, Flux<GenerateResponse> attempt) {
		AtomicBoolean told = new AtomicBoolean();
		return Flux.defer(() -> told.getAndSet(true) ? attempt : Flux.error(ex));
	}

	private Flux<GenerateResponse> again(Flux<GenerateResponse> attempts, ResponseAccumulator received,
			Consumer<Throwable> retry) {
		return attempts.retryWhen(Retry.backoff(this.maxAttempts - 1, this.delay)
			.maxBackoff(this.maxDelay)
			.filter((ex) -> isRetryable(ex, received))
			.doBeforeRetry((signal) -> retry.accept(signal.failure()))
			// on top of the jittered delay: not all who were put off come back at once
			.doBeforeRetryAsync((signal) -> Mono.delay(retryAfter(signal.failure())).then())
			.onRetryExhaustedThrow((spec, signal) -> signal.failure()));
	}

	private boolean isRetryable(Throwable ex, ResponseAccumulator received) {
		return received.isEmpty() && isPassing(ex);
	}

	private boolean isPassing(Throwable ex) {
		if (ex instanceof GenerateResponseException refused) {
			return switch (refused.status()) {
				case 502, 503 -> retryAfter(refused).compareTo(this.maxDelay) <= 0;
				case 429 -> refused.retryAfter() != null && refused.retryAfter().compareTo(this.maxDelay) <= 0;
				default -> false;
			};
		}
		if (ex instanceof TruncatedResponseException) {
			return this.loadBalanced;
		}
		return ex instanceof GenerateRequestException && !(ex instanceof GenerateTimeoutException)
				&& isConnectFailure(ex.getCause());
	}

	// connectors put the cause at any depth
	private boolean isConnectFailure(@Nullable Throwable cause) {
		return cause != null && (cause instanceof ConnectException || cause instanceof NoRouteToHostException
				|| (this.loadBalanced && cause instanceof IOException) || isConnectFailure(cause.getCause()));
	}

	private static Duration retryAfter(Throwable ex) {
		return (ex instanceof GenerateResponseException refused && refused.retryAfter() != null) ? refused.retryAfter()
				: Duration.ZERO;
	}

}
