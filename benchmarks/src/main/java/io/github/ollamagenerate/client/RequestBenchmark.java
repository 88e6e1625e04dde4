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

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponse.Metrics;
import io.github.ollamagenerate.observation.GenerateMeterObservationHandler;
import io.github.ollamagenerate.observation.GenerateObservationContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Flux;

/**
 * What a request costs apart from its tokens: to write it, and to observe it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RequestBenchmark {

	private static final URI SERVER = URI.create("http://localhost:11434");

	private final GenerateRequest request = GenerateRequest.builder()
		.prompt("Why is the sky blue?")
		.model("gemma3")
		.options((options) -> options.temperature(0.7).numCtx(4096))
		.build();

	private final GenerateObservations observations = new GenerateObservations(registry(), null, null);

	private final Flux<GenerateResponse> answer = Flux.just(chunk(false, null, Metrics.none()),
			chunk(true, "stop", new Metrics(Duration.ofMillis(900), Duration.ofMillis(80), 26, Duration.ofMillis(110),
					290, Duration.ofMillis(700), 12)));

	private static GenerateResponse chunk(boolean done, @Nullable String doneReason, Metrics metrics) {
		return new GenerateResponse("gemma3", null, "sky", null, done, doneReason, null, List.of(), null, null, metrics,
				Map.of());
	}

	// with the handlers that Spring Boot sets up
	private static ObservationRegistry registry() {
		MeterRegistry meters = new SimpleMeterRegistry();
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig()
			.observationHandler(new DefaultMeterObservationHandler(meters))
			.observationHandler(new GenerateMeterObservationHandler(meters));
		return registry;
	}

	@Benchmark
	public byte[] write() {
		return new RequestBody(this.request, true).bytes();
	}

	@Benchmark
	public Object observe() {
		Flux<GenerateResponse> answer = this.observations.observe(
				new GenerateObservationContext("gemma3", this.request, true, SERVER, () -> null),
				(retry) -> this.answer);
		return Objects.requireNonNull(answer.blockLast());
	}

}
