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

package io.github.ollamagenerate.autoconfigure;

import io.github.ollamagenerate.autoconfigure.observation.OllamaGenerateMetricsAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.ClassUtils;

/**
 * Runners of application contexts with the starter's auto-configuration.
 */
public final class OllamaContextRunner {

	private OllamaContextRunner() {
	}

	/**
	 * A runner with {@link OllamaGenerateAutoConfiguration}.
	 * @param further the auto-configurations to add
	 */
	public static ApplicationContextRunner with(Class<?>... further) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(OllamaGenerateAutoConfiguration.class))
			.withConfiguration(AutoConfigurations.of(further));
	}

	/**
	 * A runner that registers meters, too.
	 * @param further the auto-configurations to add
	 */
	public static ApplicationContextRunner withMeters(Class<?>... further) {
		return with(OllamaGenerateMetricsAutoConfiguration.class, MetricsAutoConfiguration.class,
				ObservationAutoConfiguration.class)
			.withConfiguration(AutoConfigurations.of(further));
	}

	/**
	 * Return all auto-configurations of the starter, and those of Spring Boot that they
	 * build on.
	 */
	public static Class<?>[] all() {
		return ImportCandidates.load(AutoConfiguration.class, null)
			.getCandidates()
			.stream()
			.filter((name) -> name.matches("io\\.github\\.ollamagenerate\\..*|.*\\.(WebClient|Ssl)AutoConfiguration"
					+ "|.*\\.(Metrics|CompositeMeterRegistry|SimpleMetricsExport|Observation)AutoConfiguration"))
			.filter((name) -> !name.contains(".test."))
			.map((name) -> ClassUtils.resolveClassName(name, null))
			.toArray(Class[]::new);
	}

}
