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

package io.github.ollamagenerate.observation;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponse.Metrics;
import io.github.ollamagenerate.ResponseFormat;
import io.github.ollamagenerate.Think;
import io.micrometer.common.KeyValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SpanAttributes}.
 */
class SpanAttributesTests {

	@Test
	void samplerSeesOperationAndProvider() {
		assertThat(attributes(Contexts.answered(Contexts.of((request) -> request.think(Think.on())))))
			.isEqualTo(Map.of("gen_ai.operation.name", "text_completion", "gen_ai.provider.name", "ollama"));
	}

	@Test
	void unknownValuesAreLeftOut() {
		assertThat(attributes(ended(Contexts.of("m")))).isEqualTo(Map.of("gen_ai.operation.name", "text_completion",
				"gen_ai.output.type", "text", "gen_ai.provider.name", "ollama"));
	}

	@Test
	void requestAndAnswerHaveTheirAttributes() {
		GenerateObservationContext context = ended(Contexts.of((request) -> request.think(Think.of("high"))
			.format(ResponseFormat.json())
			.options((options) -> options.seed(42)
				.temperature(0.7)
				.topK(40)
				.topP(0.9)
				.numPredict(100)
				.frequencyPenalty(0.1)
				.presencePenalty(0.2)
				.numCtx(4096))));
		context.setTimeToFirstChunk(Duration.ofMillis(1500));
		context.setResponse(GenerateResponse.builder()
			.model("m:latest")
			.doneReason("stop")
			.metrics(new Metrics(Duration.ofSeconds(4), Duration.ofSeconds(1), 26, Duration.ofMillis(250), 298,
					Duration.ofNanos(1), 5))
			.build());
		assertThat(attributes(context)).isEqualTo(Map.ofEntries(Map.entry("gen_ai.operation.name", "text_completion"),
				Map.entry("gen_ai.output.type", "json"), Map.entry("gen_ai.provider.name", "ollama"),
				Map.entry("gen_ai.request.frequency_penalty", "0.1"), Map.entry("gen_ai.request.max_tokens", "100"),
				Map.entry("gen_ai.request.presence_penalty", "0.2"),
				Map.entry("gen_ai.request.reasoning.level", "high"), Map.entry("gen_ai.request.seed", "42"),
				Map.entry("gen_ai.request.temperature", "0.7"), Map.entry("gen_ai.request.top_k", "40"),
				Map.entry("gen_ai.request.top_p", "0.9"), Map.entry("gen_ai.response.finish_reasons", "[\"stop\"]"),
				Map.entry("gen_ai.response.model", "m:latest"), Map.entry("gen_ai.response.time_to_first_chunk", "1.5"),
				Map.entry("gen_ai.usage.cache_read.input_tokens", "5"), Map.entry("gen_ai.usage.input_tokens", "26"),
				Map.entry("gen_ai.usage.output_tokens", "298"), Map.entry("ollama.eval_duration", "1.0E-9"),
				Map.entry("ollama.load_duration", "1.0"), Map.entry("ollama.prompt_eval_duration", "0.25"),
				Map.entry("ollama.total_duration", "4.0")));
	}

	@Test
	void finishReasonOfAnAnswerThatDidNotEndIsError() {
		GenerateObservationContext failed = ended(Contexts.of("m"));
		failed.setError(new IllegalStateException());
		assertThat(finishReasons(failed)).isEqualTo("[\"error\"]");
		GenerateObservationContext cancelled = ended(Contexts.of("m"));
		cancelled.setCancelled();
		assertThat(finishReasons(cancelled)).isEqualTo("[\"error\"]");
	}

	@Test
	void finishReasonIsTheOneOfTheServer() {
		GenerateObservationContext context = ended(Contexts.of("m"));
		context.setError(new IllegalStateException());
		context.setResponse(GenerateResponse.builder().doneReason("a \"quoted\" one").build());
		assertThat(finishReasons(context)).isEqualTo("[\"a \\\"quoted\\\" one\"]");
		context.setResponse(GenerateResponse.builder().build());
		assertThat(finishReasons(context)).isNull();
	}

	private static GenerateObservationContext ended(GenerateObservationContext context) {
		context.setDuration(Duration.ofSeconds(5));
		return context;
	}

	private static String finishReasons(GenerateObservationContext context) {
		return attributes(context).get("gen_ai.response.finish_reasons");
	}

	private static Map<String, String> attributes(GenerateObservationContext context) {
		return SpanAttributes.of(context).stream().collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
	}

}
