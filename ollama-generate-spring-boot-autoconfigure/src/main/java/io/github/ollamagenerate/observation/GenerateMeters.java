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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Meters of all answers with the same tags. Each meter is registered when it is used for
 * the first time, and not looked up again, because a lookup costs more than a recording.
 */
final class GenerateMeters {

	private final MeterRegistry registry;

	private final Tags tags;

	private final Map<GenerateMeterDocumentation, Timer> timers = new ConcurrentHashMap<>();

	private final Map<GenerateMeterDocumentation, DistributionSummary> summaries = new ConcurrentHashMap<>();

	private volatile @Nullable Counter chunks;

	GenerateMeters(MeterRegistry registry, KeyValues tags) {
		this.registry = registry;
		this.tags = Tags.of(tags.stream().map((tag) -> Tag.of(tag.getKey(), tag.getValue())).toList());
	}

	Tags tags() {
		return this.tags;
	}

	Counter chunks() {
		Counter chunks = this.chunks;
		if (chunks == null) {
			chunks = Counter.builder(GenerateMeterDocumentation.CHUNKS.getName())
				.description(GenerateMeterDocumentation.CHUNKS.getDescription())
				.baseUnit(GenerateMeterDocumentation.CHUNKS.getBaseUnit())
				.tags(this.tags)
				.register(this.registry);
			this.chunks = chunks;
		}
		return chunks;
	}

	Timer timer(GenerateMeterDocumentation meter) {
		Timer timer = this.timers.get(meter);
		if (timer == null) {
			timer = Timer.builder(meter.getName())
				.description(meter.getDescription())
				.tags(this.tags)
				.register(this.registry);
			this.timers.put(meter, timer);
		}
		return timer;
	}

	DistributionSummary summary(GenerateMeterDocumentation meter) {
		DistributionSummary summary = this.summaries.get(meter);
		if (summary == null) {
			summary = DistributionSummary.builder(meter.getName())
				.description(meter.getDescription())
				.baseUnit(meter.getBaseUnit())
				.tags(this.tags)
				.register(this.registry);
			this.summaries.put(meter, summary);
		}
		return summary;
	}

}
