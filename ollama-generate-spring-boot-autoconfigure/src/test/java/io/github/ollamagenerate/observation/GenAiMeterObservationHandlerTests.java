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
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponse.Metrics;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link GenAiMeterObservationHandler}.
 */
class GenAiMeterObservationHandlerTests {

	private static final String PREFIX = "gen_ai.client.inference.";

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final GenAiMeterObservationHandler handler = new GenAiMeterObservationHandler(this.registry);

	@Test
	void onlyGenerationsHaveMeters() {
		assertThat(this.handler.supportsContext(Contexts.of("m"))).isTrue();
		assertThat(this.handler.supportsContext(Contexts.of(GenerateRequest.load("m"), true, "http://gpu"))).isFalse();
		assertThat(this.handler.supportsContext(new Observation.Context())).isFalse();
	}

	@Test
	void timesBetweenChunksAreThoseOfAStream() {
		GenerateObservationContext context = Contexts.of("m");
		this.handler.onStart(context);
		for (int i = 0; i < 3; i++) {
			context.getChunkListener().run();
		}
		assertThat(this.registry.get(PREFIX + "time_per_output_chunk").timer().count()).isEqualTo(2);
		GenerateObservationContext single = Contexts.of(GenerateRequest.builder().model("m").build(), false,
				"http://gpu");
		this.handler.onStart(single);
		assertThat(single.getChunkListener()).isNull();
	}

	@Test
	void unknownValuesAreNotRecorded() {
		this.handler.onStop(Contexts.of("m"));
		this.handler.onStop(Contexts.answered(Contexts.of("m")));
		assertThat(this.registry.getMeters()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "0, false", "1, true" })
	void countIsRecordedFromOneOn(int count, boolean isRecorded) {
		this.handler.onStop(answered(Contexts.of("m"), count));
		assertThat(this.registry.getMeters()).extracting((meter) -> meter.getId().getName())
			.containsExactlyInAnyOrderElementsOf(!isRecorded ? List.of()
					: List.of(PREFIX + "usage.input_tokens", PREFIX + "usage.cache_read.input_tokens",
							PREFIX + "usage.output_tokens", PREFIX + "operation.input_tokens",
							PREFIX + "operation.output_tokens"));
	}

	@Test
	void usageAddsUpAndOperationsAreDistributed() {
		this.handler.onStop(answered(Contexts.of("m"), 10));
		this.handler.onStop(answered(Contexts.of("m"), 20));
		assertThat(this.registry.get(PREFIX + "usage.input_tokens").counter().count()).isEqualTo(11 + 21);
		assertThat(this.registry.get(PREFIX + "usage.cache_read.input_tokens").counter().count()).isEqualTo(12 + 22);
		assertThat(this.registry.get(PREFIX + "usage.output_tokens").counter().count()).isEqualTo(10 + 20);
		assertThat(this.registry.get(PREFIX + "operation.input_tokens").summary().max()).isEqualTo(21);
		assertThat(this.registry.get(PREFIX + "operation.output_tokens").summary().count()).isEqualTo(2);
	}

	@Test
	void imagesMakeTheModalityOfThePromptUnknown() {
		this.handler.onStop(answered(Contexts.of((request) -> request.image(new byte[] { 1 })), 10));
		assertThat(modality("usage.input_tokens")).isEqualTo("unknown");
		assertThat(modality("usage.cache_read.input_tokens")).isEqualTo("unknown");
		assertThat(modality("usage.output_tokens")).isEqualTo("text");
	}

	@Test
	void promptWithoutImagesIsText() {
		this.handler.onStop(answered(Contexts.of("m"), 10));
		assertThat(modality("usage.input_tokens")).isEqualTo("text");
		assertThat(modality("usage.cache_read.input_tokens")).isEqualTo("text");
	}

	@Test
	void timesAreThoseOfTheClient() {
		GenerateObservationContext context = Contexts.of("m");
		context.setDuration(Duration.ofSeconds(3));
		context.setTimeToFirstChunk(Duration.ofSeconds(1));
		this.handler.onStop(context);
		assertThat(this.registry.get(PREFIX + "duration").timer().max(TimeUnit.SECONDS)).isEqualTo(3);
		assertThat(this.registry.get(PREFIX + "time_to_first_chunk").timer().max(TimeUnit.SECONDS)).isEqualTo(1);
	}

	@Test
	void tagsAreThoseOfTheConventionsAndOfTheApplication() {
		GenerateObservationContext context = Contexts.of("m");
		context.setConfiguredModel(true);
		context.setError(new IllegalStateException());
		context.setDuration(Duration.ofSeconds(3));
		context.setTimeToFirstChunk(Duration.ofSeconds(1));
		Contexts.withTags(context).addLowCardinalityKeyValue(KeyValue.of("tenant", "blue"));
		this.handler.onStop(context);
		List<Tag> tags = List.of(Tag.of("gen_ai.operation.name", "text_completion"),
				Tag.of("gen_ai.provider.name", "ollama"), Tag.of("gen_ai.request.model", "m"),
				Tag.of("server.address", "localhost"), Tag.of("server.port", "11434"), Tag.of("tenant", "blue"));
		assertThat(tags("time_to_first_chunk")).containsExactlyInAnyOrderElementsOf(tags);
		assertThat(tags("duration")).hasSize(tags.size() + 1)
			.containsAll(tags)
			.contains(Tag.of("error.type", "_OTHER"));
	}

	@Test
	void tagThatAConventionOfTheApplicationLacksIsNone() {
		GenerateObservationContext context = Contexts.of("m");
		context.setDuration(Duration.ofSeconds(3));
		this.handler.onStop(context);
		assertThat(tags("duration")).contains(Tag.of("gen_ai.request.model", "none"), Tag.of("error.type", "none"));
	}

	@Test
	void failureOfTheRegistryStaysThere() {
		this.registry.config().meterFilter(new MeterFilter() {

			@Override
			public Meter.Id map(Meter.Id id) {
				throw new IllegalStateException();
			}

		});
		GenerateObservationContext context = Contexts.of("m");
		assertThatNoException().isThrownBy(() -> this.handler.onStart(context));
		context.setDuration(Duration.ofSeconds(3));
		assertThatNoException().isThrownBy(() -> this.handler.onStop(context));
	}

	private String modality(String meter) {
		return this.registry.get(PREFIX + meter).counter().getId().getTag("gen_ai.token.modality");
	}

	private List<Tag> tags(String meter) {
		return this.registry.get(PREFIX + meter).meter().getId().getTags();
	}

	private static GenerateObservationContext answered(GenerateObservationContext context, int count) {
		Metrics metrics = (count > 0) ? new Metrics(null, null, count + 1, null, count, null, count + 2)
				: new Metrics(null, null, 0, null, 0, null, 0);
		context.setResponse(GenerateResponse.builder().model("m").metrics(metrics).build());
		return context;
	}

}
