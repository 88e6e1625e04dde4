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
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

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

}
