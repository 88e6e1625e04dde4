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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.ollamagenerate.GenerateResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.test.publisher.TestPublisher;
import reactor.test.util.RaceTestUtils;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Races of {@link NdjsonFlux}: the network's thread against that of the subscriber. The
 * system property {@code ollama.test.races} sets how often each race is run.
 */
class NdjsonFluxRaceTests {

	private static final int RACES = Integer.getInteger("ollama.test.races", 300);

	private static final String TOKEN = "{\"response\":\"a\",\"done\":false}\n";

	private static final String DONE = "{\"response\":\"\",\"done\":true,\"done_reason\":\"stop\"}\n";

	private final NettyDataBufferFactory factory = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT);

	private final LineParsers parsers = new LineParsers(AnswerReader.MAX_LENGTH);

	private final List<ByteBuf> buffers = new ArrayList<>();

	@AfterEach
	void everyBufferIsGivenBack() {
		assertThat(this.buffers).allMatch((buffer) -> buffer.refCnt() == 0);
	}

	@ParameterizedTest
	@ValueSource(longs = { 2, Long.MAX_VALUE })
	void cancelAgainstEmission(long demand) {
		for (int i = 0; i < RACES; i++) {
			TestPublisher<DataBuffer> network = network();
			Recorder recorder = subscribe(network);
			recorder.request(demand);
			DataBuffer cut = buffer(TOKEN + TOKEN + TOKEN.substring(0, 5));
			DataBuffer rest = buffer(TOKEN.substring(5) + DONE);
			RaceTestUtils.race(recorder::cancel, () -> {
				network.next(cut);
				network.next(rest);
				network.complete();
			});
			assertThat(recorder.failure).isNull();
			assertThat(recorder.chunks.get()).isLessThanOrEqualTo((int) Math.min(demand, 4));
			int received = recorder.chunks.get();
			network.next(buffer(TOKEN));
			assertThat(recorder.chunks).as("chunks after the cancellation").hasValue(received);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, Long.MAX_VALUE })
	void requestAgainstCompletion(long demand) {
		for (int i = 0; i < RACES; i++) {
			TestPublisher<DataBuffer> network = network();
			Recorder recorder = subscribe(network);
			recorder.request(1);
			network.next(buffer(TOKEN));
			DataBuffer end = buffer(TOKEN + DONE);
			RaceTestUtils.race(() -> recorder.request(demand), () -> {
				network.next(end);
				network.complete();
			}, () -> recorder.request(1));
			assertThat(recorder.failure).isNull();
			assertThat(recorder.chunks).hasValue(3);
			assertThat(recorder.completions).hasValue(1);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, Long.MAX_VALUE })
	void cancelAgainstFailure(long demand) {
		for (int i = 0; i < RACES; i++) {
			TestPublisher<DataBuffer> network = network();
			Recorder recorder = subscribe(network);
			recorder.request(demand);
			DataBuffer page = buffer("{\"error\":\"x\"}\n");
			RaceTestUtils.race(recorder::cancel, () -> {
				network.next(page);
				network.error(new IllegalStateException("reset"));
			});
			assertThat(recorder.chunks).hasValue(0);
			assertThat(recorder.completions).hasValue(0);
		}
	}

	/**
	 * A line that is cut keeps its parser, whichever thread of the network goes on with
	 * it.
	 */
	@RepeatedTest(20)
	void answersThatShareParsersOnTwoThreads() {
		List<AnswerReader> readers = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			readers.add(new AnswerReader(this.parsers));
		}
		String[] parts = { "{\"model\":\"m\",\"resp", "onse\":\"%d\",\"do", "ne\":false}\n{\"response\":\"",
				"!\",\"done\":true}\n" };
		for (int i = 0; i < parts.length; i++) {
			String part = parts[i];
			int first = i % 2;
			RaceTestUtils.race(() -> feed(readers, first, part), () -> feed(readers, 1 - first, part));
		}
		assertThat(readers).allSatisfy((reader) -> assertThat(reader.end().failure()).isEmpty());
		assertThat(readers).extracting((reader) -> new AnswerReader.Result(reader.chunks(), "").text())
			.containsExactlyElementsOf(IntStream.range(0, readers.size()).mapToObj((i) -> i + "!").toList());
	}

	private static void feed(List<AnswerReader> readers, int first, String part) {
		for (int i = first; i < readers.size(); i += 2) {
			readers.get(i).feed(part.replace("%d", String.valueOf(i)));
		}
	}

	private static TestPublisher<DataBuffer> network() {
		return TestPublisher.createNoncompliant(TestPublisher.Violation.CLEANUP_ON_TERMINATE,
				TestPublisher.Violation.REQUEST_OVERFLOW);
	}

	private Recorder subscribe(TestPublisher<DataBuffer> network) {
		Recorder recorder = new Recorder();
		new NdjsonFlux(network.flux(), this.parsers, new ExpectedAnswer("m", false, false), new NoListener())
			.subscribe(recorder);
		return recorder;
	}

	private DataBuffer buffer(String text) {
		ByteBuf buffer = UnpooledByteBufAllocator.DEFAULT.buffer();
		buffer.writeCharSequence(text, StandardCharsets.UTF_8);
		this.buffers.add(buffer);
		return this.factory.wrap(buffer);
	}

	private static final class NoListener implements ChunkListener {

		@Override
		public void waiting() {
		}

		@Override
		public void notWaiting() {
		}

		@Override
		public void progress() {
		}

		@Override
		public void chunk() {
		}

		@Override
		public void ended() {
		}

	}

	// fails on signals that overlap
	private static final class Recorder extends BaseSubscriber<GenerateResponse> {

		private final AtomicInteger signals = new AtomicInteger();

		private final AtomicInteger chunks = new AtomicInteger();

		private final AtomicInteger completions = new AtomicInteger();

		private volatile Throwable failure;

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
		}

		@Override
		protected void hookOnNext(GenerateResponse chunk) {
			alone(this.chunks::incrementAndGet);
		}

		@Override
		protected void hookOnComplete() {
			alone(this.completions::incrementAndGet);
		}

		@Override
		protected void hookOnError(Throwable ex) {
			alone(() -> this.failure = ex);
		}

		private void alone(Runnable signal) {
			if (this.signals.getAndIncrement() != 0) {
				throw new AssertionError("Signals overlap");
			}
			signal.run();
			this.signals.decrementAndGet();
		}

	}

}
