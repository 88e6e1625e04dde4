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

package io.github.ollamagenerate.autoconfigure.observation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.autoconfigure.OllamaContextRunner;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the opt-in GenAI meters, and for names that other libraries use.
 */
@ExtendWith({ MockOllamaExtension.class, OutputCaptureExtension.class })
class GenAiMetersTests {

	private static final String TOKEN = "{\"model\":\"m\",\"response\":\"a\",\"done\":false}";

	private static final String END = """
			{"model":"m","response":"","done":true,"done_reason":"stop","prompt_eval_count":15,\
			"prompt_eval_cached_count":5,"eval_count":12,"eval_duration":500000000}""";

	private MockOllamaServer server;

	private ApplicationContextRunner runner;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
		this.runner = OllamaContextRunner.withMeters()
			.withBean(PrometheusMeterRegistry.class, () -> new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))
			.withPropertyValues("ollama.base-url=" + server.url(), "ollama.generate.model=m");
	}

	@Test
	void thereAreNoneByDefault() {
		this.runner.run((context) -> {
			ask(context.getBean(GenerateOperations.class));
			assertThat(names(context.getBean(MeterRegistry.class))).noneMatch((name) -> name.startsWith("gen_ai"));
		});
	}

	@Test
	void streamedAnswerHasEachOfThem() {
		this.runner.withPropertyValues("ollama.metrics.gen-ai=v0_1").run((context) -> {
			ask(context.getBean(GenerateOperations.class));
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			assertThat(names(meters)).filteredOn((name) -> name.startsWith("gen_ai"))
				.containsExactlyInAnyOrder("gen_ai.client.inference.duration",
						"gen_ai.client.inference.time_to_first_chunk", "gen_ai.client.inference.time_per_output_chunk",
						"gen_ai.client.inference.usage.input_tokens", "gen_ai.client.inference.usage.output_tokens",
						"gen_ai.client.inference.usage.cache_read.input_tokens",
						"gen_ai.client.inference.operation.input_tokens",
						"gen_ai.client.inference.operation.output_tokens");
			assertThat(meters.get("gen_ai.client.inference.usage.input_tokens")
				.tag("gen_ai.token.modality", "text")
				.counter()
				.count()).isEqualTo(15);
			assertThat(meters.get("gen_ai.client.inference.operation.output_tokens").summary().totalAmount())
				.isEqualTo(12);
			assertThat(meters.get("gen_ai.client.inference.time_per_output_chunk").timer().count()).isEqualTo(2);
			assertThat(meters.get("gen_ai.client.inference.duration")
				.tags("gen_ai.operation.name", "text_completion", "gen_ai.provider.name", "ollama",
						"gen_ai.request.model", "m", "server.address", "127.0.0.1", "server.port",
						String.valueOf(this.server.port()), "error.type", "none")
				.timer()
				.count()).isOne();
			assertThat(context.getBean(PrometheusMeterRegistry.class).scrape())
				.contains("gen_ai_client_inference_duration_seconds_bucket")
				.contains("gen_ai_client_inference_usage_input_tokens_total");
		});
	}

	@Test
	void failureHasItsDurationAndType() {
		this.runner.withPropertyValues("ollama.metrics.gen-ai=v0_1").run((context) -> {
			this.server.enqueue(MockAnswer.json(500, "{\"error\":\"broken\"}"));
			assertThatExceptionOfType(GenerateException.class)
				.isThrownBy(() -> context.getBean(GenerateOperations.class).prompt("p").call().content());
			assertThat(context.getBean(MeterRegistry.class)
				.get("gen_ai.client.inference.duration")
				.tag("error.type", "500")
				.timer()
				.count()).isOne();
		});
	}

	@Test
	void unitsOverOtlpAreThoseOfTheConventionsIfTimesAreInSeconds() throws InvalidProtocolBufferException {
		AtomicReference<byte[]> sent = new AtomicReference<>();
		OtlpMeterRegistry otlp = OtlpMeterRegistry.builder((key) -> key.endsWith("baseTimeUnit") ? "seconds" : null)
			.metricsSender((request) -> sent.set(request.getMetricsData()))
			.build();
		OllamaContextRunner.withMeters()
			.withBean(OtlpMeterRegistry.class, () -> otlp)
			.withPropertyValues("ollama.base-url=" + this.server.url(), "ollama.generate.model=m",
					"ollama.metrics.gen-ai=v0_1")
			.run((context) -> ask(context.getBean(GenerateOperations.class)));
		otlp.close();
		Map<String, Metric> metrics = ExportMetricsServiceRequest.parseFrom(sent.get())
			.getResourceMetrics(0)
			.getScopeMetrics(0)
			.getMetricsList()
			.stream()
			.filter((metric) -> metric.getName().startsWith("gen_ai") && !metric.getName().endsWith(".max"))
			.collect(Collectors.toMap(Metric::getName, Function.identity()));
		assertThat(metrics).hasSize(8).allSatisfy((name, metric) -> {
			assertThat(metric.getUnit()).isEqualTo(name.endsWith("tokens") ? "{token}" : "seconds");
			assertThat(metric.getDescription()).isNotEmpty();
		});
		assertThat(metrics.get("gen_ai.client.inference.duration").getHistogram().getDataPoints(0).getSum())
			.isPositive()
			.isLessThan(10);
	}

	@Test
	void otherTimesOverOtlpAreReported(CapturedOutput output) {
		OtlpMeterRegistry otlp = OtlpMeterRegistry.builder((key) -> null).metricsSender((request) -> {
		}).build();
		ApplicationContextRunner runner = OllamaContextRunner.withMeters()
			.withBean(OtlpMeterRegistry.class, () -> otlp);
		runner.run((context) -> assertThat(output).doesNotContain("base-time-unit"));
		runner.withPropertyValues("ollama.metrics.gen-ai=v0_1", "management.otlp.metrics.export.base-time-unit=SECONDS")
			.run((context) -> assertThat(output).doesNotContain("base-time-unit"));
		runner.withPropertyValues("ollama.metrics.gen-ai=v0_1")
			.run((context) -> assertThat(output)
				.containsOnlyOnce("management.otlp.metrics.export.base-time-unit=seconds"));
		otlp.close();
	}

	@Test
	void loadIsNoInference() {
		this.runner.withPropertyValues("ollama.metrics.gen-ai=v0_1").run((context) -> {
			context.getBean(GenerateOperations.class).load("gemma3");
			assertThat(names(context.getBean(MeterRegistry.class))).contains("ollama.client.generate.operation")
				.noneMatch((name) -> name.startsWith("gen_ai"));
		});
	}

	@ParameterizedTest
	@DisplayName("R12: one registry for Spring AI, LangChain4j and us")
	@ValueSource(booleans = { true, false })
	void metersOfSpringAiAndLangChain4jStandBesideOurs(boolean first) {
		this.runner.withPropertyValues("ollama.metrics.gen-ai=v0-1").run((context) -> {
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			if (first) {
				registerOthers(meters);
			}
			ask(context.getBean(GenerateOperations.class));
			if (!first) {
				registerOthers(meters);
			}
			assertThat(context.getBean(PrometheusMeterRegistry.class).scrape())
				.contains("gen_ai_client_token_usage_total")
				.contains("gen_ai_client_inference_usage_output_tokens_total")
				.contains("ollama_client_generate_eval_tokens_sum");
		});
	}

	// as those libraries do
	private static void registerOthers(MeterRegistry meters) {
		Counter.builder("gen_ai.client.token.usage").tag("gen_ai.token.type", "total").register(meters).increment();
		DistributionSummary.builder("gen_ai.client.token.usage")
			.baseUnit("tokens")
			.tag("gen_ai.provider.name", "ollama")
			.register(meters)
			.record(1);
	}

	private void ask(GenerateOperations ollama) {
		this.server.enqueue(MockAnswer.lines(TOKEN, TOKEN, END));
		ollama.prompt("p").call().content();
	}

	private static List<String> names(MeterRegistry meters) {
		return meters.getMeters().stream().map(Meter::getId).map(Meter.Id::getName).distinct().toList();
	}

}
