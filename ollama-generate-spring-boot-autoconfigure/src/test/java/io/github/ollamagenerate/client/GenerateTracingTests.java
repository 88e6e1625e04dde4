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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.ResponseFormat;
import io.github.ollamagenerate.Think;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.tracer.common.SpanContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the spans of a generation, with Micrometer Tracing over OpenTelemetry.
 */
@ExtendWith(MockOllamaExtension.class)
class GenerateTracingTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

	private final SdkTracerProvider provider = SdkTracerProvider.builder()
		.addSpanProcessor(SimpleSpanProcessor.create(this.exporter))
		.build();

	private final OtelTracer tracer = new OtelTracer(this.provider.get("test"), new OtelCurrentTraceContext(),
			(event) -> {
			});

	private final ObservationRegistry observations = ObservationRegistry.create();

	private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT,
			new PrometheusRegistry(), Clock.SYSTEM, new CurrentSpan());

	private MockOllamaServer server;

	private GenerateTemplate ollama;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
		OtelPropagator propagator = new OtelPropagator(
				ContextPropagators.create(W3CTraceContextPropagator.getInstance()), this.provider.get("test"));
		this.meters.config().meterFilter(new Histograms());
		this.observations.observationConfig()
			.observationHandler(new DefaultMeterObservationHandler(this.meters))
			.observationHandler(new ObservationHandler.FirstMatchingCompositeObservationHandler(
					new PropagatingSenderTracingObservationHandler<>(this.tracer, propagator),
					new DefaultTracingObservationHandler(this.tracer)));
		this.ollama = GenerateTemplate.builder(WebClient.builder().observationRegistry(this.observations))
			.baseUrl(server.url())
			.observationRegistry(this.observations)
			.defaultRequest((request) -> request.model("qwen3:1.7b"))
			.build();
	}

	@Test
	void spanHasItsNameKindAndAttributes() {
		this.server
			.enqueue(MockAnswer.lines("{\"model\":\"qwen3:1.7b\",\"response\":\"canary-answer\",\"done\":false}", """
					{"model":"qwen3:1.7b","response":"","done":true,"done_reason":"stop","total_duration":2000000000,\
					"load_duration":500000000,"prompt_eval_count":15,"prompt_eval_cached_count":5,\
					"prompt_eval_duration":250000000,"eval_count":12,"eval_duration":1000000000}"""));
		this.ollama.prompt("canary-prompt")
			.system("canary-system")
			.think(Think.of("low"))
			.format(ResponseFormat.json())
			.options((options) -> options.temperature(0.3)
				.topP(0.9)
				.topK(40)
				.seed(42)
				.numPredict(200)
				.stop("canary-stop"))
			.call()
			.content();
		SpanData span = generation();
		assertThat(span.getName()).isEqualTo("text_completion qwen3:1.7b");
		assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
		assertThat(attributes(span)).containsAllEntriesOf(Map.ofEntries(
				Map.entry("gen_ai.operation.name", "text_completion"), Map.entry("gen_ai.provider.name", "ollama"),
				Map.entry("gen_ai.request.model", "qwen3:1.7b"), Map.entry("gen_ai.request.stream", "true"),
				Map.entry("gen_ai.request.temperature", "0.3"), Map.entry("gen_ai.request.top_p", "0.9"),
				Map.entry("gen_ai.request.top_k", "40"), Map.entry("gen_ai.request.seed", "42"),
				Map.entry("gen_ai.request.max_tokens", "200"), Map.entry("gen_ai.request.reasoning.level", "low"),
				Map.entry("gen_ai.output.type", "json"), Map.entry("gen_ai.response.model", "qwen3:1.7b"),
				Map.entry("gen_ai.response.finish_reasons", "[\"stop\"]"), Map.entry("gen_ai.usage.input_tokens", "15"),
				Map.entry("gen_ai.usage.output_tokens", "12"), Map.entry("gen_ai.usage.cache_read.input_tokens", "5"),
				Map.entry("server.address", "127.0.0.1"), Map.entry("server.port", String.valueOf(this.server.port())),
				Map.entry("ollama.load_duration", "0.5"), Map.entry("ollama.prompt_eval_duration", "0.25"),
				Map.entry("ollama.eval_duration", "1.0"), Map.entry("ollama.total_duration", "2.0"),
				Map.entry("outcome", "SUCCESS"), Map.entry("error.type", "none")));
		assertThat(attributes(span)).containsKey("gen_ai.response.time_to_first_chunk");
		assertThat(spans().toString()).doesNotContain("canary");
	}

	@Test
	void portIsThatOfTheSchemeUnlessConfigured() {
		GenerateTemplate https = GenerateTemplate.builder(WebClient.builder())
			.baseUrl("https://no-such-host.invalid")
			.observationRegistry(this.observations)
			.build();
		assertThatExceptionOfType(GenerateException.class)
			.isThrownBy(() -> https.prompt("p").model("m").call().content());
		assertThat(attributes(generation())).containsEntry("server.address", "no-such-host.invalid")
			.containsEntry("server.port", "443");
	}

	@Test
	void httpSpanIsAChildAndCarriesTheTraceToTheServer() {
		this.server.enqueue(MockAnswer.tokens("a"));
		this.ollama.prompt("p").stream().content().blockLast(TIMEOUT);
		SpanData generation = generation();
		SpanData http = spans().stream().filter((span) -> span.getName().startsWith("http")).findFirst().orElseThrow();
		assertThat(http.getParentSpanId()).isEqualTo(generation.getSpanId());
		assertThat(this.server.takeRequest().header("traceparent")).contains(generation.getTraceId())
			.contains(http.getSpanId());
	}

	@Test
	void parentIsTheObservationOfTheReactorContextOrOfTheThread() {
		Observation parent = Observation.start("parent", this.observations);
		this.server.enqueue(MockAnswer.tokens("a"));
		this.ollama.prompt("p")
			.mono()
			.content()
			.contextWrite((context) -> context.put(ObservationThreadLocalAccessor.KEY, parent))
			.block(TIMEOUT);
		this.server.enqueue(MockAnswer.tokens("a"));
		parent.scoped(() -> assertThat(this.ollama.prompt("p").call().content()).isEqualTo("a"));
		parent.stop();
		String parentId = spans().stream()
			.filter((span) -> span.getName().equals("parent"))
			.findFirst()
			.orElseThrow()
			.getSpanId();
		assertThat(spans().stream().filter((span) -> span.getName().startsWith("text_completion"))).hasSize(2)
			.allSatisfy((span) -> assertThat(span.getParentSpanId()).isEqualTo(parentId));
	}

	@Test
	void retriesAreEventsOfOneSpan() {
		this.server.enqueue(MockAnswer.json(503, "{\"error\":\"busy\"}"));
		this.server.enqueue(MockAnswer.tokens("a"));
		this.ollama.prompt("p").call().content();
		assertThat(generation().getEvents()).extracting((event) -> event.getName())
			.containsExactly("retry", "first.chunk");
	}

	@Test
	void finishReasonOfTheServerIsEscaped() {
		this.server.enqueue(MockAnswer.lines("""
				{"model":"m","response":"a","done":true,"done_reason":"a\\"b\\\\c\\nd"}"""));
		this.ollama.prompt("p").call().content();
		assertThat(attributes(generation())).containsEntry("gen_ai.response.finish_reasons", "[\"a\\\"b\\\\c\\nd\"]");
	}

	@Test
	void failedSpanSaysSoWithoutContent() {
		this.server.enqueue(MockAnswer.lines("{\"model\":\"m\",\"response\":\"canary-answer\",\"done\":false}",
				"{\"error\":\"out of memory\"}"));
		assertThatExceptionOfType(GenerateException.class)
			.isThrownBy(() -> this.ollama.prompt("canary-prompt").call().content());
		SpanData span = generation();
		assertThat(attributes(span)).containsEntry("error.type", "stream_error")
			.containsEntry("gen_ai.response.finish_reasons", "[\"error\"]");
		assertThat(span.getStatus().getStatusCode().name()).isEqualTo("ERROR");
		assertThat(spans().toString()).doesNotContain("canary");
	}

	@Test
	void timerHasTheTraceAsAnExemplar() {
		this.server.enqueue(MockAnswer.tokens("a"));
		this.ollama.prompt("p").stream().content().blockLast(TIMEOUT);
		assertThat(this.meters.scrape("application/openmetrics-text"))
			.containsPattern("ollama_client_generate_operation_seconds_bucket.*# \\{.*trace_id=\""
					+ generation().getTraceId() + "\"");
	}

	private List<SpanData> spans() {
		return this.exporter.getFinishedSpanItems();
	}

	private SpanData generation() {
		return spans().stream()
			.filter((span) -> span.getName().startsWith("text_completion"))
			.findFirst()
			.orElseThrow();
	}

	private static Map<String, String> attributes(SpanData span) {
		return span.getAttributes()
			.asMap()
			.entrySet()
			.stream()
			.collect(Collectors.toMap((entry) -> entry.getKey().getKey(), (entry) -> entry.getValue().toString()));
	}

	private static final class Histograms implements MeterFilter {

		@Override
		public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
			return DistributionStatisticConfig.builder().percentilesHistogram(true).build().merge(config);
		}

	}

	/**
	 * What Spring Boot gives the Prometheus registry.
	 */
	private final class CurrentSpan implements SpanContext {

		@Override
		public String getCurrentTraceId() {
			Span span = GenerateTracingTests.this.tracer.currentSpan();
			return (span != null) ? span.context().traceId() : null;
		}

		@Override
		public String getCurrentSpanId() {
			Span span = GenerateTracingTests.this.tracer.currentSpan();
			return (span != null) ? span.context().spanId() : null;
		}

		@Override
		public boolean isCurrentSpanSampled() {
			return GenerateTracingTests.this.tracer.currentSpan() != null;
		}

		@Override
		public void markCurrentSpanAsExemplar() {
		}

	}

}
