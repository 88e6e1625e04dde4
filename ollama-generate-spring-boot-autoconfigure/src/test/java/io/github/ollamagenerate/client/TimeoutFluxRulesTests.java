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
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Stream;

import io.github.ollamagenerate.GenerateResponse;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.SubscriberBlackboxVerification;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@link TimeoutFlux} follows the rules of Reactive Streams.
 */
class TimeoutFluxRulesTests {

	@TestFactory
	Stream<DynamicTest> publisher() {
		return ReactiveStreamsRules.ofPublisher(TimeoutPublisher::new);
	}

	@TestFactory
	Stream<DynamicTest> subscriber() {
		// that Reactor's operators do not check among themselves
		return ReactiveStreamsRules.ofSubscriber(TimeoutSubscriber::new,
				"required_spec213_blackbox_onError_mustThrowNullPointerExceptionWhenParametersAreNull");
	}

	private static Flux<GenerateResponse> timeOut(Flux<GenerateResponse> chunks) {
		ExceptionTranslator exceptions = new ExceptionTranslator("m", URI.create("http://localhost"));
		return TimeoutFlux.of(chunks, Mono.never(), new ResponseAccumulator(false), (chunk) -> {
		}, () -> exceptions);
	}

	private static GenerateResponse chunk(boolean done) {
		return new GenerateResponse("m", null, "a", null, done, done ? "stop" : null, null, List.of(), null, null,
				GenerateResponse.Metrics.none(), Map.of());
	}

	private static final class TimeoutPublisher extends PublisherVerification<GenerateResponse> {

		TimeoutPublisher() {
			super(ReactiveStreamsRules.environment());
		}

		@Override
		public Publisher<GenerateResponse> createPublisher(long elements) {
			return timeOut(Flux.generate(() -> 0L, (sent, network) -> {
				if (sent == elements) {
					network.complete();
				}
				else {
					network.next(chunk(sent == elements - 1));
				}
				return sent + 1;
			}));
		}

		@Override
		public Publisher<GenerateResponse> createFailedPublisher() {
			return timeOut(Flux.error(new IllegalStateException("reset")));
		}

	}

	private static final class TimeoutSubscriber extends SubscriberBlackboxVerification<GenerateResponse> {

		TimeoutSubscriber() {
			super(ReactiveStreamsRules.environment());
		}

		@Override
		public Subscriber<GenerateResponse> createSubscriber() {
			Upstream upstream = new Upstream();
			timeOut(upstream).subscribe(new BaseSubscriber<>() {

				@Override
				protected void hookOnSubscribe(Subscription subscription) {
					subscription.request(1);
				}

				@Override
				protected void hookOnNext(GenerateResponse chunk) {
					request(1);
				}

				@Override
				protected void hookOnError(Throwable ex) {
				}

			});
			return upstream.subscribers.element();
		}

		@Override
		public GenerateResponse createElement(int element) {
			return chunk(false);
		}

	}

	private static final class Upstream extends Flux<GenerateResponse> {

		private final Queue<Subscriber<GenerateResponse>> subscribers = new ArrayDeque<>();

		@Override
		@SuppressWarnings("unchecked")
		public void subscribe(CoreSubscriber<? super GenerateResponse> actual) {
			this.subscribers.add((Subscriber<GenerateResponse>) actual);
		}

	}

}
