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

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponse.Metrics;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GenerateMeterObservationHandler}.
 */
class GenerateMeterObservationHandlerTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final GenerateMeterObservationHandler handler = new GenerateMeterObservationHandler(this.registry);

	@Test
	void answersWithTheSameTagsShareTheirMeters() {
		this.handler.onStop(answer("gemma3", 290));
		this.handler.onStop(answer("qwen3", 1));
		this.handler.onStop(answer("gemma3", 10));
		assertThat(this.registry.get("ollama.client.generate.eval.tokens")
			.tag("gen_ai.request.model", "gemma3")
			.summary()
			.totalAmount()).isEqualTo(300);
		assertThat(this.registry.get("ollama.client.generate.eval.duration")
			.tag("gen_ai.request.model", "gemma3")
			.timer()
			.count()).isEqualTo(2);
		assertThat(this.registry.get("ollama.client.generate.eval.tokens").meters()).hasSize(2)
			.allSatisfy((meter) -> assertThat(meter.getId().getTags()).containsOnlyOnce(Tag.of("outcome", "SUCCESS")));
	}

	@Test
	void meterThatWasRemovedIsRegisteredAnew() {
		this.handler.onStop(answer("gemma3", 290));
		this.registry.remove(this.registry.get("ollama.client.generate.eval.tokens").meter());
		this.handler.onStop(answer("gemma3", 10));
		assertThat(this.registry.get("ollama.client.generate.eval.tokens").summary().totalAmount()).isEqualTo(10);
	}

	@Test
	void onlyGenerationsHaveMeters() {
		assertThat(this.handler.supportsContext(Contexts.of("m"))).isTrue();
		assertThat(this.handler.supportsContext(new Observation.Context())).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "1, 200, 0.5", "300, 200, 150", "1, 1, 100", "0, 200,", "10, 0,", "10, -1,", "10,," })
	void contextUsageIsThePercentageOfTheContext(int tokens, Integer numCtx, Double usage) {
		GenerateObservationContext context = Contexts
			.of((request) -> (numCtx != null) ? request.options((options) -> options.numCtx(numCtx)) : request);
		context.setResponse(GenerateResponse.builder()
			.model("m")
			.metrics(new Metrics(null, null, tokens, null, null, null, null))
			.build());
		this.handler.onStop(context);
		assertThat(this.registry.find("ollama.client.generate.context.usage").summaries())
			.extracting(DistributionSummary::totalAmount)
			.isEqualTo((usage != null) ? List.of(usage) : List.of());
	}

	@Test
	void speedIsThatOfTheTokensOfTheAnswer() {
		this.handler.onStop(answer("m", 35));
		assertThat(this.registry.get("ollama.client.generate.tokens.per.second").summary().totalAmount()).isEqualTo(50);
		assertThat(this.registry.get("ollama.client.generate.time.per.output.token")
			.timer()
			.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(20);
	}

	@Test
	void chunksAreCountedBesideThoseWhoListenToo() {
		GenerateObservationContext context = Contexts.withTags(Contexts.of("m"));
		AtomicInteger others = new AtomicInteger();
		context.addChunkListener(others::incrementAndGet);
		this.handler.onStart(context);
		context.getChunkListener().run();
		context.getChunkListener().run();
		assertThat(this.registry.get("ollama.client.generate.chunks").counter().count()).isEqualTo(2);
		assertThat(others).hasValue(2);
	}

	private static GenerateObservationContext answer(String model, int tokens) {
		GenerateObservationContext context = new GenerateObservationContext(model,
				GenerateRequest.builder().model(model).prompt("Why?").build(), true,
				URI.create("http://localhost:11434"), () -> null);
		context.setResponse(new GenerateResponse(model, null, "", null, true, "stop", null, List.of(), null, null,
				new Metrics(null, null, null, null, tokens, Duration.ofMillis(700), null), Map.of()));
		context
			.addLowCardinalityKeyValues(new DefaultGenerateObservationConvention().getLowCardinalityKeyValues(context));
		return context;
	}

}
