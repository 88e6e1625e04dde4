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

import java.util.function.Function;

import io.github.ollamagenerate.GenerateResponse;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;

/**
 * Sends a request and goes on with the chunks of its response.
 * <p>
 * {@code exchangeToFlux} keeps what sent the request until the answer ends, about 7 kB
 * for each stream, and passes each chunk through two more operators. Here it can be
 * collected when the response begins.
 */
final class ResponseFlux extends Flux<GenerateResponse> {

	private final RequestHeadersSpec<?> request;

	private final Function<ClientResponse, Flux<GenerateResponse>> chunks;

	ResponseFlux(RequestHeadersSpec<?> request, Function<ClientResponse, Flux<GenerateResponse>> chunks) {
		this.request = request;
		this.chunks = chunks;
	}

	@Override
	public void subscribe(CoreSubscriber<? super GenerateResponse> actual) {
		ResponseSubscriber response = new ResponseSubscriber(actual);
		actual.onSubscribe(response);
		Function<ClientResponse, Flux<GenerateResponse>> chunks = this.chunks;
		this.request.exchangeToMono((head) -> {
			response.begin(chunks.apply(head));
			// never, for WebClient would take the body that is being read for one that
			// nobody wants
			return Mono.<Void>never();
		}).subscribe(new ExchangeSubscriber(response));
	}

	private static final class ResponseSubscriber extends Operators.DeferredSubscription
			implements CoreSubscriber<GenerateResponse> {

		private final CoreSubscriber<? super GenerateResponse> actual;

		private volatile Subscription exchange = Operators.emptySubscription();

		ResponseSubscriber(CoreSubscriber<? super GenerateResponse> actual) {
			this.actual = actual;
		}

		void await(Subscription exchange) {
			this.exchange = exchange;
			if (isCancelled()) {
				exchange.cancel();
			}
			else {
				exchange.request(Long.MAX_VALUE);
			}
		}

		void begin(Flux<GenerateResponse> chunks) {
			this.exchange = Operators.emptySubscription();
			chunks.subscribe(this);
		}

		@Override
		public void cancel() {
			super.cancel();
			this.exchange.cancel();
		}

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			set(subscription);
		}

		@Override
		public void onNext(GenerateResponse chunk) {
			this.actual.onNext(chunk);
		}

		@Override
		public void onError(Throwable ex) {
			this.actual.onError(ex);
		}

		@Override
		public void onComplete() {
			this.actual.onComplete();
		}

	}

	/**
	 * Takes a failure that comes instead of the response.
	 */
	private static final class ExchangeSubscriber implements CoreSubscriber<Void> {

		private final ResponseSubscriber response;

		ExchangeSubscriber(ResponseSubscriber response) {
			this.response = response;
		}

		@Override
		public Context currentContext() {
			return this.response.currentContext();
		}

		@Override
		public void onSubscribe(Subscription exchange) {
			this.response.await(exchange);
		}

		@Override
		public void onNext(Void nothing) {
		}

		@Override
		public void onError(Throwable ex) {
			this.response.onError(ex);
		}

		@Override
		public void onComplete() {
		}

	}

}
