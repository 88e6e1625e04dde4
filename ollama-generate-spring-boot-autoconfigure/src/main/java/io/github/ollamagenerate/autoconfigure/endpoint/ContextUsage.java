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

package io.github.ollamagenerate.autoconfigure.endpoint;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.ollamagenerate.endpoint.OllamaEndpoint.ContextUsageDescriptor;
import io.github.ollamagenerate.observation.GenerateMeterDocumentation;
import io.github.ollamagenerate.observation.GenerateObservationDocumentation.LowCardinalityKeyNames;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Reads the share of the context that prompts used from the meter that records it.
 *
 * @param registry the registry of the meter
 */
record ContextUsage(MeterRegistry registry) {

	/**
	 * Return the context usage by the tag of the model.
	 */
	Map<String, ContextUsageDescriptor> byModel() {
		return this.registry.find(GenerateMeterDocumentation.CONTEXT_USAGE.getName())
			.summaries()
			.stream()
			.filter((summary) -> summary.count() > 0)
			.collect(Collectors.groupingBy(ContextUsage::model,
					Collectors.collectingAndThen(Collectors.toList(), ContextUsage::describe)));
	}

	// another convention may not have the tag
	private static String model(DistributionSummary summary) {
		return String.valueOf(summary.getId().getTag(LowCardinalityKeyNames.REQUEST_MODEL.asString()));
	}

	private static ContextUsageDescriptor describe(List<DistributionSummary> summaries) {
		double total = summaries.stream().mapToDouble(DistributionSummary::totalAmount).sum();
		long count = summaries.stream().mapToLong(DistributionSummary::count).sum();
		double max = summaries.stream().mapToDouble(DistributionSummary::max).max().orElse(0);
		return new ContextUsageDescriptor(total / count, max);
	}

}
