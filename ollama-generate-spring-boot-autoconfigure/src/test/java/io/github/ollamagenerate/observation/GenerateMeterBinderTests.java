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

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponse.Metrics;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GenerateMeterBinder}.
 */
class GenerateMeterBinderTests {

	private static final URI SERVER = URI.create("http://localhost:11434");

	private final MeterRegistry registry = new SimpleMeterRegistry();

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " " })
	void withoutAModelNothingIsRegistered(String model) {
		new GenerateMeterBinder(model, true, SERVER).bindTo(this.registry);
		assertThat(this.registry.getMeters()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void firstAnswerFindsItsSeries(boolean stream) {
		new GenerateMeterBinder("m", stream, SERVER).bindTo(this.registry);
		List<Meter.Id> before = ids();
		assertThat(this.registry.getMeters())
			.allSatisfy((meter) -> assertThat(meter.measure()).extracting(Measurement::getValue).containsOnly(0.0));
		answer(stream);
		assertThat(ids()).containsExactlyInAnyOrderElementsOf(before);
		assertThat(this.registry.get("ollama.client.generate.operation").timer().count()).isOne();
		assertThat(this.registry.get("ollama.client.generate.eval.tokens").summary().totalAmount()).isEqualTo(12);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void firstChunkIsThatOfAStream(boolean stream) {
		new GenerateMeterBinder("m", stream, SERVER).bindTo(this.registry);
		assertThat(ids()).extracting(Meter.Id::getName)
			.filteredOn((name) -> name.contains("first.chunk"))
			.hasSize(stream ? 2 : 0);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void failureOfTheRegistryIsLogged(CapturedOutput output) {
		this.registry.config().meterFilter(new MeterFilter() {

			@Override
			public Meter.Id map(Meter.Id id) {
				throw new IllegalStateException("full");
			}

		});
		new GenerateMeterBinder("m", true, SERVER).bindTo(this.registry);
		assertThat(output).contains("Meters of model 'm' could not be registered before its first answer")
			.contains("full");
	}

	// as the client observes it
	private void answer(boolean stream) {
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig()
			.observationHandler(new DefaultMeterObservationHandler(this.registry))
			.observationHandler(new GenerateMeterObservationHandler(this.registry));
		GenerateRequest request = GenerateRequest.builder()
			.model("m")
			.prompt("p")
			.options((options) -> options.numCtx(4096))
			.build();
		GenerateObservationContext context = Contexts.of(request, stream, SERVER.toString());
		context.setConfiguredModel(true);
		Observation observation = GenerateObservationDocumentation.GENERATE.observation(null,
				new DefaultGenerateObservationConvention(), () -> context, observations);
		observation.start();
		context.getChunkListener().run();
		if (stream) {
			context.setTimeToFirstChunk(Duration.ofMillis(1));
			observation.event(GenerateObservationDocumentation.Events.FIRST_CHUNK);
		}
		context.setResponse(GenerateResponse.builder()
			.model("m")
			.doneReason("stop")
			.metrics(new Metrics(Duration.ofSeconds(4), Duration.ofSeconds(1), 26, Duration.ofMillis(250), 12,
					Duration.ofSeconds(1), 5))
			.build());
		context.setDuration(Duration.ofSeconds(4));
		observation.stop();
	}

	private List<Meter.Id> ids() {
		return this.registry.getMeters().stream().map(Meter::getId).toList();
	}

}
