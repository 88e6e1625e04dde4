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

import io.github.ollamagenerate.autoconfigure.OllamaGenerateAutoConfiguration;
import io.github.ollamagenerate.observation.GenerateContentLoggingHandler;
import io.github.ollamagenerate.observation.GenerateContentObservationFilter;
import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the content of a generation in
 * logs and spans. Both are disabled by default.
 */
@AutoConfiguration(after = OllamaGenerateAutoConfiguration.class)
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnBooleanProperty(name = "ollama.enabled", matchIfMissing = true)
@EnableConfigurationProperties(OllamaObservationsProperties.class)
public final class OllamaGenerateObservationAutoConfiguration {

	private static final Log logger = LogFactory.getLog(OllamaGenerateObservationAutoConfiguration.class);

	@Bean
	@ConditionalOnMissingBean
	GenerateContentLoggingHandler ollamaGenerateContentLoggingHandler(OllamaObservationsProperties properties) {
		if (properties.isLogPrompt()) {
			warn("log-prompt", "Prompts are", "the log");
		}
		if (properties.isLogCompletion()) {
			warn("log-completion", "Answers are", "the log");
		}
		return new GenerateContentLoggingHandler(properties.isLogPrompt(), properties.isLogCompletion());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("ollama.observations.span-content")
	GenerateContentObservationFilter ollamaGenerateContentObservationFilter() {
		warn("span-content", "Prompts, system texts, and answers are", "the spans");
		return new GenerateContentObservationFilter();
	}

	private static void warn(String property, String what, String where) {
		logger.warn(what + " written to " + where + " (ollama.observations." + property
				+ "). They may contain personal data: check who can read them.");
	}

}
