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
import java.util.function.Function;
import java.util.regex.Pattern;

import io.github.ollamagenerate.autoconfigure.OllamaContextRunner;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the buckets of the meters.
 */
class HistogramTests {

	private static final String PREFIX = "ollama_client_generate_";

	private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private final ApplicationContextRunner runner = OllamaContextRunner.withMeters()
		.withBean(PrometheusMeterRegistry.class, () -> this.prometheus)
		.withPropertyValues("ollama.generate.model=m");

	@Test
	void bucketsOfPrometheusFitModelsThatTakeMinutes() {
		this.runner.run((context) -> {
			assertThat(buckets("operation_seconds")).hasSize(18).startsWith("0.01", "0.02").endsWith("655.36", "+Inf");
			assertThat(buckets("load_duration_seconds")).isEqualTo(buckets("operation_seconds"));
			assertThat(buckets("time_to_first_chunk_seconds")).isEqualTo(buckets("operation_seconds"));
			assertThat(buckets("time_per_output_token_seconds")).hasSize(16)
				.startsWith("0.0025")
				.endsWith("2.5", "+Inf");
			assertThat(buckets("eval_tokens")).hasSize(15).startsWith("16.0").endsWith("131072.0", "+Inf");
			assertThat(buckets("context_usage_percent")).containsExactly("10.0", "25.0", "50.0", "75.0", "90.0", "95.0",
					"100.0", "+Inf");
			assertThat(buckets("eval_duration_seconds")).isEmpty();
		});
	}

	@Test
	void applicationChoosesOtherBucketsOrNone() {
		this.runner.withPropertyValues("management.metrics.distribution.slo.ollama.client.generate.load.duration=1s,2s")
			.run((context) -> assertThat(buckets("load_duration_seconds")).containsExactly("1.0", "2.0", "+Inf"));
		this.prometheus.clear();
		this.runner.withPropertyValues("ollama.metrics.histogram=false")
			.run((context) -> assertThat(buckets("load_duration_seconds")).isEmpty());
	}

	@Test
	void otlpHasTheSameBuckets() {
		OtlpMeterRegistry otlp = OtlpMeterRegistry.builder((key) -> null).metricsSender((request) -> {
		}).build();
		Function<String, Integer> count = (
				name) -> otlp.get("ollama.client.generate." + name).timer().takeSnapshot().histogramCounts().length;
		OllamaContextRunner.withMeters()
			.withBean(OtlpMeterRegistry.class, () -> otlp)
			.withPropertyValues("ollama.generate.model=m")
			.run((context) -> {
				assertThat(count.apply("operation")).isGreaterThanOrEqualTo(17);
				assertThat(count.apply("eval.duration")).isZero();
			});
		otlp.close();
	}

	private List<String> buckets(String name) {
		return Pattern.compile("^" + PREFIX + name + "_bucket\\{.*le=\"([^\"]+)\"", Pattern.MULTILINE)
			.matcher(this.prometheus.scrape())
			.results()
			.map((bucket) -> bucket.group(1))
			.toList();
	}

}
