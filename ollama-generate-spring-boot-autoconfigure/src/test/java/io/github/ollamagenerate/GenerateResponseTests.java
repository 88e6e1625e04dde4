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

package io.github.ollamagenerate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.ollamagenerate.GenerateResponse.Metrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GenerateResponse} and its metrics.
 */
class GenerateResponseTests {

	@Test
	void tokensPerSecondIsCountOverDuration() {
		Metrics metrics = new Metrics(Duration.ofSeconds(9), null, null, null, 12, Duration.ofMillis(500), null);
		assertThat(metrics.tokensPerSecond()).isEqualTo(24.0);
	}

	@ParameterizedTest
	@CsvSource({ ",5", "5,", "1,1000", "0,5", "5,0", "0,0", "-1,5", "5,-1" })
	void tokensPerSecondIsNotMadeUp(Integer count, Long nanos) {
		Metrics metrics = new Metrics(null, null, null, null, count, (nanos != null) ? Duration.ofNanos(nanos) : null,
				null);
		assertThat(metrics.tokensPerSecond()).isNull();
	}

	@Test
	void textNamesNoContent() {
		GenerateResponse response = response("canary", "canary");
		assertThat(response.toString()).doesNotContain("canary").contains("response=6 characters");
		assertThat(response.logprobs().toString()).doesNotContain("canary");
	}

	@Test
	void thinkingOnlyMeansNoAnswer() {
		assertThat(response("", "hm").isThinkingOnly()).isTrue();
		assertThat(response("a", "hm").isThinkingOnly()).isFalse();
		assertThat(response("", null).isThinkingOnly()).isFalse();
		assertThat(response("", "").isThinkingOnly()).isFalse();
	}

	private static GenerateResponse response(String response, String thinking) {
		return new GenerateResponse("m", null, response, thinking, true, "stop", List.of(1),
				List.of(new Logprob("canary", -1, List.of(), List.of())), null, null, Metrics.none(),
				Map.of("x", "canary"));
	}

	@Test
	void builderMakesACompleteAnswerOfWhatIsSet() {
		GenerateResponse response = GenerateResponse.builder().model("m").response("a").build();
		assertThat(response).isEqualTo(new GenerateResponse("m", null, "a", null, true, null, null, List.of(), null,
				null, Metrics.none(), Map.of()));
	}

	@Test
	void builderSetsEachField() {
		Metrics metrics = new Metrics(null, null, 1, null, 2, null, null);
		Logprob logprob = new Logprob("a", -1, List.of(97), List.of());
		GenerateResponse response = GenerateResponse.builder()
			.model("m")
			.createdAt("2026-11-25T00:06:59Z")
			.response("a")
			.thinking("t")
			.done(false)
			.doneReason("length")
			.context(List.of(1))
			.logprobs(List.of(logprob))
			.remoteModel("rm")
			.remoteHost("rh")
			.metrics(metrics)
			.additionalFields(Map.of("x", 1))
			.build();
		assertThat(response.mutate().build()).isEqualTo(response)
			.isEqualTo(new GenerateResponse("m", "2026-11-25T00:06:59Z", "a", "t", false, "length", List.of(1),
					List.of(logprob), "rm", "rh", metrics, Map.of("x", 1)));
	}

	@Test
	void timeIsReadInEachForm() {
		assertThat(time("2026-11-25T00:06:59.123456789Z")).isEqualTo("2026-11-25T00:06:59.123456789Z");
		assertThat(time("2026-11-25T02:06:59+02:00")).isEqualTo("2026-11-25T00:06:59Z");
		assertThat(time("yesterday")).isNull();
		assertThat(time(null)).isNull();
	}

	private static Instant time(String createdAt) {
		return GenerateResponse.builder().createdAt(createdAt).build().createdAtTime();
	}

}
