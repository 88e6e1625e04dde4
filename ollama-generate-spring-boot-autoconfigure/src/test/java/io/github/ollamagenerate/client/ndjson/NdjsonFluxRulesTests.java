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

package io.github.ollamagenerate.client.ndjson;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.client.ReactiveStreamsRules;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.SubscriberBlackboxVerification;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

import static org.mockito.Mockito.mock;

/**
 * {@link NdjsonFlux} follows the rules of Reactive Streams.
 */
class NdjsonFluxRulesTests {

	private static final String TOKEN = "{\"response\":\"a\",\"done\":false}\n";

	private static final String DONE = "{\"response\":\"\",\"done\":true}\n";

	@TestFactory
	Stream<DynamicTest> publisher() {
		// an answer without lines is a failure
		return ReactiveStreamsRules.ofPublisher(NdjsonPublisher::new,
				"optional_spec105_emptyStreamMustTerminateBySignallingOnComplete");
	}

	@TestFactory
	Stream<DynamicTest> subscriber() {
		// that Reactor's operators do not check among themselves
		return ReactiveStreamsRules.ofSubscriber(NdjsonSubscriber::new,
				"required_spec213_blackbox_onError_mustThrowNullPointerExceptionWhenParametersAreNull");
	}

	/**
	 * Return an answer in packets that are cut within a line.
	 * @param chunks the number of its chunks
	 */
	static Flux<GenerateResponse> answer(long chunks) {
		return read(Flux.generate(() -> 0L, (packet, network) -> {
			String line = (packet / 2 < chunks - 1) ? TOKEN : DONE;
			int cut = line.length() / 2;
			network.next(buffer((packet % 2 == 0) ? line.substring(0, cut) : line.substring(cut)));
			if (packet % 2 == 1 && packet / 2 == chunks - 1) {
				network.complete();
			}
			return packet + 1;
		}));
	}

	private static Flux<GenerateResponse> read(Flux<DataBuffer> network) {
		return new NdjsonFlux(network, new LineParsers(AnswerReader.MAX_LENGTH), new ExpectedAnswer("m", false, false),
				mock());
	}

	private static DataBuffer buffer(String text) {
		return DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

	private static final class NdjsonPublisher extends PublisherVerification<GenerateResponse> {

		NdjsonPublisher() {
			super(ReactiveStreamsRules.environment());
		}

		@Override
		public Publisher<GenerateResponse> createPublisher(long elements) {
			return answer(elements);
		}

		@Override
		public Publisher<GenerateResponse> createFailedPublisher() {
			return read(Flux.error(new IOException("reset")));
		}

	}

	private static final class NdjsonSubscriber extends SubscriberBlackboxVerification<DataBuffer> {

		NdjsonSubscriber() {
			super(ReactiveStreamsRules.environment());
		}

		@Override
		public Subscriber<DataBuffer> createSubscriber() {
			return new BufferSubscriber(new BaseSubscriber<>() {

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

			}, new LineParsers(AnswerReader.MAX_LENGTH), new ExpectedAnswer("m", false, false), mock());
		}

		@Override
		public DataBuffer createElement(int element) {
			return buffer(TOKEN);
		}

	}

}
