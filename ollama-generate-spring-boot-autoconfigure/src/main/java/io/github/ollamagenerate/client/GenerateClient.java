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

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.ollamagenerate.GenerateInterceptor;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateTimeoutException.Phase;
import io.github.ollamagenerate.client.http.ServerQuotes;
import io.github.ollamagenerate.observation.GenerateObservationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Takes a request from its check to its answer: defaults, interceptors, retry, time limit
 * and observation around each {@link GenerateExchange}.
 */
final class GenerateClient {

	private final URI baseUrl;

	private final GenerateExchange exchange;

	private final GenerateRequest defaults;

	private final ResponseFormats formats;

	private final List<GenerateInterceptor> interceptors;

	private final GenerateRetry retry;

	private final GenerateObservations observations;

	private final GenerateWarnings warnings = new GenerateWarnings();

	GenerateClient(Supplier<WebClient> webClient, URI baseUrl, int maxLineLength, GenerateRequest defaults,
			ResponseFormats formats, List<GenerateInterceptor> interceptors, GenerateRetry retry,
			GenerateObservations observations) {
		this.baseUrl = baseUrl;
		this.exchange = new GenerateExchange(webClient, baseUrl, maxLineLength, this.warnings);
		this.defaults = defaults;
		this.formats = formats;
		this.interceptors = interceptors;
		this.retry = retry;
		this.observations = observations;
	}

	/**
	 * Return the whole answer. Each subscription is one request.
	 * @param request the request, as the application gave it
	 * @param stream whether the server is to send chunks or one object
	 */
	Mono<GenerateResponse> generate(GenerateRequest request, boolean stream) {
		return Mono.defer(() -> {
			ResponseAccumulator whole = new ResponseAccumulator();
			return send(request, stream, whole).then(Mono.fromSupplier(whole::join));
		});
	}

	/**
	 * Return the chunks of the answer. Each subscription is one request.
	 * @param request the request, as the application gave it
	 */
	Flux<GenerateResponse> stream(GenerateRequest request) {
		return Flux.defer(() -> send(request, true, new ResponseAccumulator(false)));
	}

	private Flux<GenerateResponse> send(GenerateRequest request, boolean stream, ResponseAccumulator received) {
		GenerateRequest complete = this.formats.named(request.withDefaults(this.defaults));
		String model = RequestChecks.check(complete);
		GenerateObservationContext context = new GenerateObservationContext(model, complete, stream, this.baseUrl,
				received::partial);
		return this.observations.observe(context, (retry) -> (this.interceptors.isEmpty() || complete.isLoad())
				? exchange(complete, model, stream, received, retry) : intercepted(complete, stream, received, retry));
	}

	private Flux<GenerateResponse> intercepted(GenerateRequest request, boolean stream, ResponseAccumulator received,
			Consumer<Throwable> retry) {
		return new InterceptorChain(this.interceptors, (intercepted) -> {
			GenerateRequest named = this.formats.named(intercepted);
			return exchange(named, RequestChecks.check(named), stream, new ResponseAccumulator(false), retry);
		}).stream(request, received);
	}

	private Flux<GenerateResponse> exchange(GenerateRequest request, String model, boolean stream,
			ResponseAccumulator received, Consumer<Throwable> retry) {
		this.warnings.request(model, request.options());
		ExceptionTranslator exceptions = new ExceptionTranslator(model, this.baseUrl, new ServerQuotes(request));
		Flux<GenerateResponse> attempt = this.exchange.send(request, exceptions, stream, received);
		Flux<GenerateResponse> chunks = this.retry.apply(attempt, received, retry);
		Duration total = request.timeouts().total();
		if (total == null || total.isZero() || total.compareTo(TimeoutWatch.LONGEST) > 0) {
			return chunks;
		}
		Mono<Timeout> timeout = Mono.delay(total).map((tick) -> new Timeout(Phase.TOTAL, total));
		return TimeoutFlux.of(chunks, timeout, received, (chunk) -> {
		}, () -> exceptions);
	}

}
