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

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.reactivestreams.Subscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResponseFlux}.
 */
class ResponseFluxTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	@Test
	@ExtendWith(MockOllamaExtension.class)
	void requestAndItsObservationAreNotHeldWhileTheAnswerStreams(MockOllamaServer server) {
		server.enqueue(MockAnswer.tokens("a").thenStall());
		AtomicReference<WeakReference<ClientRequest>> request = new AtomicReference<>();
		AtomicReference<WeakReference<Observation.Context>> observation = new AtomicReference<>();
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(new ObservationHandler<ClientRequestObservationContext>() {

			@Override
			public void onStart(ClientRequestObservationContext context) {
				observation.set(new WeakReference<>(context));
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return context instanceof ClientRequestObservationContext;
			}

		});
		WebClient.Builder webClient = WebClient.builder().observationRegistry(observations).filter((sent, next) -> {
			request.set(new WeakReference<>(sent));
			return next.exchange(sent);
		});
		Flux<String> answer = answer(GenerateTemplate.builder(webClient).baseUrl(server.url()).build());
		StepVerifier.create(answer).expectNext("a").then(() -> Awaitility.await().untilAsserted(() -> {
			System.gc();
			assertThat(request.get().refersTo(null)).as("request").isTrue();
			assertThat(observation.get().refersTo(null)).as("observation").isTrue();
		})).thenCancel().verify(TIMEOUT);
	}

	@Test
	void cancelBeforeTheResponseCancelsTheExchange() {
		PublisherProbe<ClientResponse> exchange = PublisherProbe.of(Mono.never());
		StepVerifier.create(answer((request) -> exchange.mono()))
			.expectSubscription()
			.thenRequest(1)
			.thenCancel()
			.verify(TIMEOUT);
		exchange.assertWasCancelled();
	}

	@Test
	void cancelWhileTheResponseIsAwaitedCancelsTheExchange() {
		PublisherProbe<ClientResponse> exchange = PublisherProbe.of(Mono.never());
		StepVerifier.create(answer((request) -> exchange.mono()))
			.then(exchange::assertWasSubscribed)
			.thenCancel()
			.verify(TIMEOUT);
		exchange.assertWasCancelled();
	}

	@Test
	void failureInsteadOfAResponseEndsTheAnswer() {
		StepVerifier.create(answer((request) -> Mono.error(new IllegalStateException("broken filter"))))
			.expectErrorSatisfies((ex) -> assertThat(ex).hasRootCauseMessage("broken filter"))
			.verify(TIMEOUT);
	}

	@Test
	void bodyOfAResponseThatComesAfterTheCancelIsCancelled() {
		AtomicReference<Subscriber<? super ClientResponse>> exchange = new AtomicReference<>();
		PublisherProbe<DataBuffer> body = PublisherProbe.of(Flux.never());
		StepVerifier.create(answer((request) -> Mono.fromDirect((actual) -> {
			exchange.set(actual);
			actual.onSubscribe(Operators.emptySubscription());
		}))).expectSubscription().thenRequest(1).thenCancel().verify(TIMEOUT);
		exchange.get().onNext(ClientResponse.create(HttpStatus.OK).body(body.flux()).build());
		body.assertWasCancelled();
	}

	@Test
	void demandBeforeTheResponseCounts() {
		DataBuffer lines = DefaultDataBufferFactory.sharedInstance.wrap("""
				{"response":"a","done":false}
				{"response":"b","done":false}
				""".getBytes(StandardCharsets.UTF_8));
		AtomicReference<Subscriber<? super ClientResponse>> exchange = new AtomicReference<>();
		StepVerifier.create(answer((request) -> Mono.fromDirect((actual) -> {
			exchange.set(actual);
			actual.onSubscribe(Operators.emptySubscription());
		})), 1)
			.then(() -> exchange.get()
				.onNext(ClientResponse.create(HttpStatus.OK).body(Flux.just(lines).concatWith(Flux.never())).build()))
			.expectNext("a")
			.thenRequest(1)
			.expectNext("b")
			.thenCancel()
			.verify(TIMEOUT);
	}

	private static Flux<String> answer(ExchangeFunction exchange) {
		return answer(GenerateTemplate.builder(WebClient.builder().exchangeFunction(exchange)).build());
	}

	private static Flux<String> answer(GenerateTemplate ollama) {
		return ollama.prompt("p").model("m").stream().content();
	}

}
