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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.ollamagenerate.observation.DefaultGenerateObservationConvention;
import io.github.ollamagenerate.observation.GenAiMeterObservationHandler;
import io.github.ollamagenerate.observation.GenerateMeterObservationHandler;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a tag of the application on all meters and spans.
 */
@ExtendWith({ MockOllamaExtension.class, OutputCaptureExtension.class })
class RequestTagTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

	private static final String END = """
			{"model":"m","response":"","done":true,"done_reason":"stop","total_duration":5,"prompt_eval_count":15,\
			"eval_count":12,"eval_duration":500000000}""";

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final TestObservationRegistry observations = TestObservationRegistry.create();

	private GenerateTemplate ollama;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.observations.observationConfig()
			.observationHandler(new DefaultMeterObservationHandler(this.meters))
			.observationHandler(new GenerateMeterObservationHandler(this.meters))
			.observationHandler(new GenAiMeterObservationHandler(this.meters));
		server.enqueue(MockAnswer.json(503, "{\"error\":\"busy\"}"))
			.enqueue(MockAnswer.lines("{\"model\":\"m\",\"response\":\"a\",\"done\":false}", END));
		this.ollama = GenerateTemplate.builder(WebClient.builder())
			.baseUrl(server.url())
			.retry(2, Duration.ofMillis(1), Duration.ofMillis(1))
			.defaultRequest((request) -> request.model("m"))
			.observationRegistry(this.observations)
			.observationConvention(new DefaultGenerateObservationConvention().withTag("tenant",
					(subscriber) -> subscriber.getOrDefault("tenant", TENANT.get())))
			.build();
	}

	@ParameterizedTest
	@EnumSource
	void threadLocalIsTheTag(CallMode mode) {
		withTenant(mode);
		assertTenantEverywhere("blue");
	}

	@ParameterizedTest
	@EnumSource
	@EnabledForJreRange(min = JRE.JAVA_21)
	void threadLocalOfAVirtualThreadIsTheTag(CallMode mode) {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
		executor.setVirtualThreads(true);
		assertThat(CompletableFuture.runAsync(() -> withTenant(mode), executor)).succeedsWithin(TIMEOUT);
		assertTenantEverywhere("blue");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CALL")
	void contextOfTheSubscriberIsTheTag(CallMode mode) {
		mode.send(this.ollama, "p")
			.contextWrite((context) -> context.put("tenant", "blue"))
			.subscribeOn(Schedulers.boundedElastic())
			.blockLast(TIMEOUT);
		assertTenantEverywhere("blue");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CALL")
	void tagWithoutAValueIsReportedOnce(CallMode mode, MockOllamaServer server, CapturedOutput output) {
		mode.send(this.ollama, "p").subscribeOn(Schedulers.boundedElastic()).blockLast(TIMEOUT);
		server.enqueue(MockAnswer.lines(END));
		mode.send(this.ollama, "p").subscribeOn(Schedulers.boundedElastic()).blockLast(TIMEOUT);
		assertTenantEverywhere("none");
		assertThat(output).containsOnlyOnce("The tag 'tenant' has no value on thread 'boundedElastic-");
	}

	private void withTenant(CallMode mode) {
		TENANT.set("blue");
		try {
			mode.send(this.ollama, "p").blockLast(TIMEOUT);
		}
		finally {
			TENANT.remove();
		}
	}

	private void assertTenantEverywhere(String tenant) {
		assertThat(this.meters.getMeters()).extracting((meter) -> meter.getId().getName())
			.contains("ollama.client.generate.operation", "ollama.client.generate.operation.active",
					"ollama.client.generate.operation.retry", "ollama.client.generate.operation.first.chunk",
					"ollama.client.generate.chunks", "ollama.client.generate.eval.tokens",
					"gen_ai.client.inference.duration", "gen_ai.client.inference.time_per_output_chunk",
					"gen_ai.client.inference.usage.output_tokens");
		assertThat(this.meters.getMeters()).extracting((meter) -> meter.getId().getTag("tenant")).containsOnly(tenant);
		TestObservationRegistryAssert.assertThat(this.observations)
			.hasObservationWithNameEqualTo("ollama.client.generate.operation")
			.that()
			.hasLowCardinalityKeyValue("tenant", tenant);
	}

}
