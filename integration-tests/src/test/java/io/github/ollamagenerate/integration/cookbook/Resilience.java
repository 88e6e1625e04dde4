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

package io.github.ollamagenerate.integration.cookbook;

import java.time.Duration;

import io.github.ollamagenerate.GenerateInterceptor;
import io.github.ollamagenerate.GenerateRejectedException;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.reactor.ratelimiter.operator.RateLimiterOperator;
import reactor.core.publisher.Flux;

/**
 * Recipe: a circuit breaker and a rate limiter of Resilience4j.
 */
// tag::resilience[]
record Resilience(CircuitBreaker breaker, RateLimiter limiter) implements GenerateInterceptor {

	static Resilience create() {
		var breaker = CircuitBreakerConfig.custom()
			.minimumNumberOfCalls(5)
			.recordException(Resilience::isFailureOfTheServer);
		var limiter = RateLimiterConfig.custom().limitForPeriod(100).limitRefreshPeriod(Duration.ofMinutes(1));
		return new Resilience(CircuitBreaker.of("ollama", breaker.build()), RateLimiter.of("ollama", limiter.build()));
	}

	@Override
	public Flux<GenerateResponse> intercept(GenerateRequest request, Chain chain) {
		return chain.stream(request)
			.transformDeferred(CircuitBreakerOperator.of(this.breaker))
			.transformDeferred(RateLimiterOperator.of(this.limiter));
	}

	private static boolean isFailureOfTheServer(Throwable failure) {
		return (failure instanceof GenerateRequestException && !(failure instanceof GenerateRejectedException))
				|| (failure instanceof GenerateResponseException refused && refused.status() >= 500);
	}

}
// end::resilience[]
