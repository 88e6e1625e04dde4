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

package io.github.ollamagenerate.autoconfigure.preparation;

import io.github.ollamagenerate.autoconfigure.OllamaGenerateAutoConfiguration;
import io.github.ollamagenerate.autoconfigure.OllamaGenerateProperties;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.server.OllamaServerClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ModelPreparation}.
 */
@AutoConfiguration(after = OllamaGenerateAutoConfiguration.class)
@Conditional(OnModelPreparation.class)
@ConditionalOnBean(OllamaGenerateProperties.class)
public final class OllamaModelPreparationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnProperty("ollama.generate.pull")
	RunningPull ollamaRunningPull() {
		return new RunningPull();
	}

	@Bean
	@ConditionalOnMissingBean
	ModelPreparation ollamaModelPreparation(OllamaGenerateProperties properties,
			ObjectProvider<OllamaServerClient> serverClient, ObjectProvider<GenerateTemplate.Builder> builder,
			ObjectProvider<RunningPull> runningPull) {
		return new ModelPreparation(properties, serverClient::getObject, () -> builder.getObject().build(),
				runningPull.getIfAvailable(RunningPull::new));
	}

}
