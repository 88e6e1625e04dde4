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

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponse.Metrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

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
