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

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.util.context.Context;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ObservedReading}.
 */
class ObservedReadingTests {

	private final ObservedReading reading = new ObservedReading();

	private final List<@Nullable Throwable> ends = new ArrayList<>();

	private final RuntimeException failure = new IllegalStateException();

	@Test
	void answerEndsWhenItHasBeenRead() {
		this.reading.await(this.ends::add);
		assertThat(this.ends).isEmpty();
		this.reading.end();
		assertThat(this.ends).containsExactly((Throwable) null);
		assertThat(this.reading.failure()).isNull();
	}

	@Test
	void answerThatCannotBeReadEndsWithTheFailure() {
		this.reading.await(this.ends::add);
		this.reading.failed(this.failure);
		assertThat(this.ends).containsExactly(this.failure);
		assertThat(this.reading.failure()).isSameAs(this.failure);
	}

	@Test
	void answerThatCompletesLaterEndsImmediately() {
		this.reading.failed(this.failure);
		this.reading.await(this.ends::add);
		assertThat(this.ends).containsExactly(this.failure);
		this.reading.await(this.ends::add);
		assertThat(this.ends).containsExactly(this.failure, this.failure);
	}

	@Test
	void firstEndCounts() {
		this.reading.await(this.ends::add);
		this.reading.end();
		this.reading.failed(this.failure);
		this.reading.end();
		assertThat(this.ends).hasSize(1);
		assertThat(this.reading.failure()).isNull();
	}

	@Test
	void answerThatIsFollowedByAnotherIsNotRead() {
		List<@Nullable Throwable> second = new ArrayList<>();
		this.reading.await(this.ends::add);
		this.reading.await(second::add);
		assertThat(this.ends).containsExactly((Throwable) null);
		assertThat(second).isEmpty();
		this.reading.failed(this.failure);
		assertThat(this.ends).hasSize(1);
		assertThat(second).containsExactly(this.failure);
	}

	@Test
	void requestsWithinTheObservedOneDoNotSeeIt() {
		assertThat(ObservedReading.of(Context.empty())).isNull();
		Context context = this.reading.addTo(Context.of("tenant", "blue"));
		assertThat(ObservedReading.of(context)).isSameAs(this.reading);
		Context inner = ObservedReading.removeFrom(context);
		assertThat(ObservedReading.of(inner)).isNull();
		assertThat(inner.<String>get("tenant")).isEqualTo("blue");
	}

}
