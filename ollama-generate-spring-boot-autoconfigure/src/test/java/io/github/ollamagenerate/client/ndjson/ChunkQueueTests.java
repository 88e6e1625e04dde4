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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.github.ollamagenerate.GenerateResponse;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChunkQueue}.
 */
class ChunkQueueTests {

	private final List<String> signals = new ArrayList<>();

	private int empty;

	private Runnable onNext = () -> {
	};

	private final ChunkQueue queue = new ChunkQueue(new Recorder(), () -> this.empty++);

	@Test
	void chunksAreEmittedAsFarAsTheyAreRequested() {
		offer("a", "b", "c");
		this.queue.drain();
		assertThat(this.signals).isEmpty();
		this.queue.request(2);
		assertThat(this.signals).containsExactly("a", "b");
		assertThat(this.empty).isZero();
		this.queue.request(1);
		assertThat(this.signals).containsExactly("a", "b", "c");
	}

	@Test
	void moreIsAskedForOnlyIfMoreIsRequested() {
		this.queue.request(2);
		assertThat(this.empty).isOne();
		offer("a");
		this.queue.drain();
		assertThat(this.empty).isEqualTo(2);
		offer("b");
		this.queue.drain();
		assertThat(this.empty).isEqualTo(2);
		assertThat(this.signals).containsExactly("a", "b");
	}

	@Test
	void endOfACompleteAnswerIsAskedForWithoutDemand() {
		this.queue.offer(chunk("a", true));
		this.queue.request(1);
		assertThat(this.signals).containsExactly("a");
		assertThat(this.empty).isOne();
		this.queue.offer(chunk("b", true));
		this.queue.drain();
		assertThat(this.empty).isOne();
	}

	@Test
	void endFollowsTheChunksThatAreLeft() {
		offer("a");
		this.queue.terminate(null);
		assertThat(this.signals).isEmpty();
		this.queue.request(1);
		assertThat(this.signals).containsExactly("a", "end");
	}

	@Test
	void failureFollowsTheChunksThatAreLeft() {
		offer("a");
		this.queue.terminate(new IllegalStateException("broken"));
		this.queue.request(1);
		assertThat(this.signals).containsExactly("a", "broken");
	}

	@Test
	void endNeedsNoDemandAndComesOnce() {
		this.queue.terminate(null);
		assertThat(this.signals).containsExactly("end");
		this.queue.request(1);
		this.queue.terminate(new IllegalStateException("broken"));
		offer("a");
		this.queue.drain();
		assertThat(this.signals).containsExactly("end");
		assertThat(this.empty).isZero();
	}

	@Test
	void nothingFollowsACancel() {
		offer("a", "b", "c");
		this.onNext = this.queue::cancel;
		this.queue.request(3);
		this.queue.terminate(null);
		assertThat(this.signals).containsExactly("a");
		assertThat(this.empty).isZero();
	}

	@Test
	void demandFromWithinAChunkDoesNotNest() {
		List<String> chunks = IntStream.range(0, 100_000).mapToObj(String::valueOf).toList();
		this.onNext = () -> this.queue.request(1);
		chunks.forEach(this::offer);
		this.queue.request(1);
		assertThat(this.signals).isEqualTo(chunks);
	}

	@Test
	void demandHasNoUpperLimit() {
		this.queue.request(Long.MAX_VALUE);
		this.queue.request(Long.MAX_VALUE);
		offer("a", "b");
		this.queue.drain();
		assertThat(this.signals).containsExactly("a", "b");
	}

	private void offer(String... texts) {
		for (String text : texts) {
			this.queue.offer(chunk(text, false));
		}
	}

	private static GenerateResponse chunk(String text, boolean done) {
		return GenerateResponse.builder().response(text).done(done).build();
	}

	private final class Recorder implements CoreSubscriber<GenerateResponse> {

		@Override
		public void onSubscribe(Subscription subscription) {
		}

		@Override
		public void onNext(GenerateResponse chunk) {
			ChunkQueueTests.this.signals.add(chunk.response());
			ChunkQueueTests.this.onNext.run();
		}

		@Override
		public void onError(Throwable ex) {
			ChunkQueueTests.this.signals.add(ex.getMessage());
		}

		@Override
		public void onComplete() {
			ChunkQueueTests.this.signals.add("end");
		}

	}

}
