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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.ollamagenerate.GenerateResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.InOrder;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link NdjsonFlux}: signals, demand, and the return of each buffer.
 */
class NdjsonFluxTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String TOKEN = "{\"model\":\"m\",\"response\":\"a\",\"done\":false}\n";

	private static final String DONE = "{\"model\":\"m\",\"response\":\"\",\"done\":true,\"done_reason\":\"stop\"}\n";

	private final NettyDataBufferFactory factory = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT);

	private final List<ByteBuf> buffers = new ArrayList<>();

	private final ChunkListener listener = mock();

	@AfterEach
	void everyBufferIsGivenBack() {
		assertThat(this.buffers).allMatch((buffer) -> buffer.refCnt() == 0);
	}

	@Test
	void chunksPassWithoutLimit() {
		StepVerifier.create(read(Flux.just(buffer(TOKEN + TOKEN), buffer(TOKEN), buffer(DONE))))
			.expectNextCount(4)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void chunksPassOneByOne() {
		StepVerifier.create(read(Flux.just(buffer(TOKEN + TOKEN), buffer(TOKEN), buffer(DONE))), 0)
			.thenRequest(1)
			.expectNextCount(1)
			.thenRequest(2)
			.expectNextCount(2)
			.thenRequest(Long.MAX_VALUE)
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void noMoreIsAskedOfTheNetworkThanIsNeeded() {
		List<Long> asked = new ArrayList<>();
		TestPublisher<DataBuffer> network = TestPublisher.create();
		StepVerifier.create(read(network.flux().doOnRequest(asked::add)), 0)
			.thenRequest(1)
			.then(() -> network.next(buffer(TOKEN + TOKEN + TOKEN)))
			.expectNextCount(1)
			.thenRequest(2)
			.expectNextCount(2)
			.then(() -> assertThat(asked).containsExactly(1L))
			.thenRequest(1)
			.then(() -> assertThat(asked).containsExactly(1L, 1L))
			.thenCancel()
			.verify(TIMEOUT);
		network.assertCancelled();
	}

	@Test
	void endNeedsNoDemand() {
		List<Long> asked = new ArrayList<>();
		TestPublisher<DataBuffer> network = TestPublisher.create();
		Recorder recorder = new Recorder();
		read(network.flux().doOnRequest(asked::add)).subscribe(recorder);
		recorder.request(2);
		network.next(buffer(TOKEN + DONE));
		assertThat(asked).containsExactly(1L, 1L);
		network.complete();
		assertThat(recorder.signals).hasSize(3).last().isEqualTo("complete");
	}

	@ParameterizedTest
	@ValueSource(longs = { 10, Long.MAX_VALUE })
	void listenerIsToldWhatIsWaitedFor(long demand) {
		TestPublisher<DataBuffer> network = TestPublisher.create();
		Recorder recorder = new Recorder();
		read(network.flux()).subscribe(recorder);
		InOrder order = inOrder(this.listener);
		order.verify(this.listener).notWaiting();
		order.verifyNoMoreInteractions();
		recorder.request(demand);
		order.verify(this.listener).waiting();
		// the heartbeat of a proxy is not progress of the server
		network.next(buffer("\n \n"));
		order.verify(this.listener).notWaiting();
		order.verify(this.listener).waiting();
		network.next(buffer(" " + TOKEN + TOKEN.substring(0, 9)));
		order.verify(this.listener).progress();
		order.verify(this.listener).chunk();
		order.verify(this.listener).waiting();
		network.next(buffer(TOKEN.substring(9) + DONE));
		order.verify(this.listener).progress();
		order.verify(this.listener, times(2)).chunk();
		order.verify(this.listener).ended();
		order.verify(this.listener).waiting();
		order.verifyNoMoreInteractions();
		network.complete();
	}

	@Test
	void demandThatIsNotPositiveIsIgnored() {
		TestPublisher<DataBuffer> network = TestPublisher.create();
		Recorder recorder = new Recorder();
		read(network.flux()).subscribe(recorder);
		recorder.request(0);
		recorder.request(-1);
		network.assertWasNotRequested();
	}

	@Test
	void endBeforeAnyDemandIsSignalledOnce() {
		Recorder complete = new Recorder();
		read(Flux.empty()).subscribe(complete);
		complete.request(1);
		complete.request(Long.MAX_VALUE);
		assertThat(complete.signals).singleElement().isInstanceOf(TruncatedAnswerException.class);
		Recorder failed = new Recorder();
		read(Flux.error(new IOException("reset"))).subscribe(failed);
		failed.request(Long.MAX_VALUE);
		failed.request(1);
		assertThat(failed.signals).singleElement().isInstanceOf(NdjsonException.class);
	}

	@Test
	void nothingFollowsAFailure() {
		TestPublisher<DataBuffer> network = TestPublisher
			.createNoncompliant(TestPublisher.Violation.CLEANUP_ON_TERMINATE);
		Recorder recorder = new Recorder();
		read(network.flux()).subscribe(recorder);
		recorder.request(Long.MAX_VALUE);
		network.next(buffer("{\"error\":\"x\"}\n"));
		network.next(buffer(TOKEN));
		network.complete();
		assertThat(recorder.signals).singleElement().isInstanceOf(NdjsonException.class);
		network.assertCancelled();
	}

	@Test
	void nothingFollowsACancellation() {
		TestPublisher<DataBuffer> network = TestPublisher
			.createNoncompliant(TestPublisher.Violation.CLEANUP_ON_TERMINATE);
		Recorder recorder = new Recorder();
		read(network.flux()).subscribe(recorder);
		recorder.request(Long.MAX_VALUE);
		network.next(buffer(TOKEN));
		recorder.cancel();
		network.next(buffer(TOKEN));
		network.complete();
		assertThat(recorder.signals).singleElement().isInstanceOf(GenerateResponse.class);
	}

	@Test
	void cancellationWithinAPacketKeepsBackTheRest() {
		StepVerifier.create(read(Flux.just(buffer(TOKEN + TOKEN + DONE))).take(1))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
	}

	private NdjsonFlux read(Flux<DataBuffer> network) {
		return new NdjsonFlux(network, new LineParsers(AnswerReader.MAX_LENGTH), new ExpectedAnswer("m", false, false),
				this.listener);
	}

	private DataBuffer buffer(String text) {
		ByteBuf buffer = PooledByteBufAllocator.DEFAULT.buffer();
		buffer.writeCharSequence(text, StandardCharsets.UTF_8);
		this.buffers.add(buffer);
		return this.factory.wrap(buffer);
	}

	private static final class Recorder extends BaseSubscriber<GenerateResponse> {

		private final List<Object> signals = new ArrayList<>();

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
		}

		@Override
		protected void hookOnNext(GenerateResponse chunk) {
			this.signals.add(chunk);
		}

		@Override
		protected void hookOnComplete() {
			this.signals.add("complete");
		}

		@Override
		protected void hookOnError(Throwable ex) {
			this.signals.add(ex);
		}

	}

}
