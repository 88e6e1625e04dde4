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

import java.util.Map;
import java.util.stream.Collectors;

import io.github.ollamagenerate.observation.GenAiMeterDocumentation;
import io.github.ollamagenerate.observation.GenerateMeterDocumentation;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * Gives the meters of a generation buckets that fit: Micrometer's own end at 30 seconds,
 * and a model may take minutes to load.
 *
 * @see <a href="https://github.com/open-telemetry/semantic-conventions-genai">GenAI
 * semantic conventions</a>, whose boundaries of durations these are, with three more
 */
class HistogramMeterFilter implements MeterFilter {

	private static final double[] SECONDS = multiples(0.01, 2, 17);

	private static final double[] TOKENS = multiples(16, 2, 14);

	private static final double[] SECONDS_PER_TOKEN = { 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3,
			0.4, 0.5, 0.75, 1, 2.5 };

	private static final double[] PERCENT = { 10, 25, 50, 75, 90, 95, 100 };

	private static final double[] GEN_AI_SECONDS = multiples(0.01, 2, 14);

	private static final double[] GEN_AI_TOKENS = multiples(1, 4, 14);

	private static final Map<String, double[]> BOUNDARIES = boundaries(
			Map.ofEntries(Map.entry(GenerateMeterDocumentation.OPERATION, nanos(SECONDS)),
					Map.entry(GenerateMeterDocumentation.LOAD_DURATION, nanos(SECONDS)),
					Map.entry(GenerateMeterDocumentation.TIME_TO_FIRST_CHUNK, nanos(SECONDS)),
					Map.entry(GenerateMeterDocumentation.TIME_PER_OUTPUT_TOKEN, nanos(SECONDS_PER_TOKEN)),
					Map.entry(GenerateMeterDocumentation.PROMPT_EVAL_TOKENS, TOKENS),
					Map.entry(GenerateMeterDocumentation.PROMPT_CACHED_TOKENS, TOKENS),
					Map.entry(GenerateMeterDocumentation.EVAL_TOKENS, TOKENS),
					Map.entry(GenerateMeterDocumentation.CONTEXT_USAGE, PERCENT),
					Map.entry(GenAiMeterDocumentation.DURATION, nanos(GEN_AI_SECONDS)),
					Map.entry(GenAiMeterDocumentation.TIME_TO_FIRST_CHUNK, nanos(GEN_AI_SECONDS)),
					Map.entry(GenAiMeterDocumentation.TIME_PER_OUTPUT_CHUNK, nanos(GEN_AI_SECONDS)),
					Map.entry(GenAiMeterDocumentation.OPERATION_INPUT_TOKENS, GEN_AI_TOKENS),
					Map.entry(GenAiMeterDocumentation.OPERATION_OUTPUT_TOKENS, GEN_AI_TOKENS)));

	@Override
	public @Nullable DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
		double[] boundaries = BOUNDARIES.get(id.getName());
		return (boundaries != null)
				? DistributionStatisticConfig.builder().serviceLevelObjectives(boundaries).build().merge(config)
				: config;
	}

	private static Map<String, double[]> boundaries(Map<MeterDocumentation, double[]> boundaries) {
		return boundaries.entrySet()
			.stream()
			.collect(Collectors.toUnmodifiableMap((entry) -> entry.getKey().getName(), Map.Entry::getValue));
	}

	private static double[] multiples(double first, int factor, int count) {
		double[] values = new double[count];
		values[0] = first;
		for (int i = 1; i < count; i++) {
			values[i] = values[i - 1] * factor;
		}
		return values;
	}

	private static double[] nanos(double[] seconds) {
		double[] nanos = new double[seconds.length];
		for (int i = 0; i < seconds.length; i++) {
			nanos[i] = Math.round(seconds[i] * 1e9);
		}
		return nanos;
	}

}
