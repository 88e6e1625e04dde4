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

import java.util.List;
import java.util.Map;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.Logprob;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ResponseAccumulator}.
 */
class ResponseAccumulatorTests {

	private static final Logprob LOGPROB = new Logprob("a", -0.5, List.of(97), List.of());

	private static GenerateResponse chunk(boolean done) {
		return new GenerateResponse("m", null, "a", null, done, null, null, List.of(LOGPROB), null, null,
				GenerateResponse.Metrics.none(), Map.of());
	}

	@Test
	void wholeAnswerHasAllLogProbabilities() {
		ResponseAccumulator received = new ResponseAccumulator();
		received.add(chunk(false));
		received.add(chunk(true));
		assertThat(received.join().logprobs()).containsExactly(LOGPROB, LOGPROB);
	}

	@Test
	void streamKeepsNoLogProbabilities() {
		ResponseAccumulator received = new ResponseAccumulator(false);
		received.add(chunk(false));
		received.add(chunk(true));
		assertThat(received.partial()).isNotNull();
		assertThat(received.partial().response()).isEqualTo("aa");
		assertThat(received.partial().logprobs()).isEmpty();
	}

	private static GenerateResponse text(String text, @Nullable String thinking) {
		return new GenerateResponse("m", null, text, thinking, false, null, null, List.of(), null, null,
				GenerateResponse.Metrics.none(), Map.of());
	}

	@Test
	void withoutAChunkThereIsNoAnswer() {
		ResponseAccumulator received = new ResponseAccumulator();
		assertThat(received.isEmpty()).isTrue();
		assertThat(received.partial()).isNull();
		assertThatIllegalStateException().isThrownBy(received::join).withMessage("No chunk has arrived");
	}

	@Test
	void thinkingIsPartOfWhatHasArrivedButNoAnswer() {
		ResponseAccumulator received = new ResponseAccumulator();
		received.add(text("", null));
		assertThat(received.isEmpty()).isFalse();
		assertThat(received.isThinkingOnly()).isFalse();
		assertThat(received.partial()).as("chunk without text").isNull();
		assertThat(received.join().thinking()).isNull();
		received.add(text("", "Let "));
		received.add(text("", "me see"));
		assertThat(received.isThinkingOnly()).isTrue();
		assertThat(received.partial()).isNotNull().extracting(GenerateResponse::thinking).isEqualTo("Let me see");
		received.add(text("42", null));
		assertThat(received.isThinkingOnly()).isFalse();
		assertThat(received.partial()).isNotNull().extracting(GenerateResponse::response).isEqualTo("42");
	}

	@Test
	void lastChunkThatIsDoneHasTheFields() {
		ResponseAccumulator received = new ResponseAccumulator();
		received.add(chunk(false));
		assertThat(received.join().done()).isFalse();
		received.add(chunk(true));
		received.add(chunk(false));
		assertThat(received.join().done()).isTrue();
	}

}
