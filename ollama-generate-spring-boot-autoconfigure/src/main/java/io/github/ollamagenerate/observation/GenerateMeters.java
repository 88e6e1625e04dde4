package io.github.ollamagenerate.observation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Meters of all answers with the same tags. Each is registered with its first value, for
 * one without values would be a series of zeros, and is not looked up again, which would
 * cost more than to record.
 */
final class GenerateMeters {

	private static final String PREFIX = "ollama.client.generate.";

	private final MeterRegistry registry;

	private final Tags tags;

	private final Map<String, Timer> timers = new ConcurrentHashMap<>();

	private final Map<String, DistributionSummary> summaries = new ConcurrentHashMap<>();

	GenerateMeters(MeterRegistry registry, KeyValues tags) {
		this.registry = registry;
		this.tags = Tags.of(tags.stream().map((tag) -> Tag.of(tag.getKey(), tag.getValue())).toList());
	}

	Timer timer(String name, String description) {
		Timer timer = this.timers.get(name);
		if (timer == null) {
			timer = Timer.builder(PREFIX + name).description(description).tags(this.tags).register(this.registry);
			this.timers.put(name, timer);
		}
		return timer;
	}

	DistributionSummary summary(String name, String description, @Nullable String unit) {
		DistributionSummary summary = this.summaries.get(name);
		if (summary == null) {
			summary = DistributionSummary.builder(PREFIX + name)
				.description(description)
				.baseUnit(unit)
				.tags(this.tags)
				.register(this.registry);
			this.summaries.put(name, summary);
		}
		return summary;
	}

}
