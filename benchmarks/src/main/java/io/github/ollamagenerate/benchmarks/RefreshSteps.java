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

package io.github.ollamagenerate.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.context.metrics.buffering.StartupTimeline.TimelineEvent;
import org.springframework.core.metrics.StartupStep;

/**
 * Nanoseconds that each step of a context's refresh took without the steps inside it, as
 * recorded by Boot, by the name of the step and of its bean.
 */
final class RefreshSteps {

	private static final String BEFORE_AND_AFTER = "spring.boot.";

	private RefreshSteps() {
	}

	static Map<String, Long> of(BufferingApplicationStartup startup) {
		List<TimelineEvent> events = startup.getBufferedTimeline().getEvents();
		Map<Long, Long> inside = new HashMap<>();
		for (TimelineEvent event : events) {
			Long parent = event.getStartupStep().getParentId();
			if (parent != null) {
				inside.merge(parent, event.getDuration().toNanos(), Long::sum);
			}
		}
		Map<String, Long> steps = new TreeMap<>();
		for (TimelineEvent event : events) {
			StartupStep step = event.getStartupStep();
			if (step.getName().startsWith(BEFORE_AND_AFTER)) {
				continue;
			}
			long nanos = event.getDuration().toNanos() - inside.getOrDefault(step.getId(), 0L);
			steps.merge(name(step), nanos, Long::sum);
		}
		return steps;
	}

	private static String name(StartupStep step) {
		return StreamSupport.stream(step.getTags().spliterator(), false)
			.filter((tag) -> tag.getKey().equals("beanName"))
			.map(StartupStep.Tag::getValue)
			.collect(Collectors.joining("", step.getName() + " ", ""));
	}

}
