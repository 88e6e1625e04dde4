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

package io.github.ollamagenerate.autoconfigure.health;

import io.github.ollamagenerate.autoconfigure.OllamaGenerateAutoConfiguration;
import io.github.ollamagenerate.autoconfigure.OllamaGenerateProperties;
import io.github.ollamagenerate.health.OllamaHealthIndicator;
import io.github.ollamagenerate.server.OllamaServerClient;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.CompositeReactiveHealthContributorConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link OllamaHealthIndicator}.
 */
@AutoConfiguration(after = OllamaGenerateAutoConfiguration.class)
@ConditionalOnClass({ OllamaHealthIndicator.class, ReactiveHealthContributor.class,
		ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(OllamaServerClient.class)
@ConditionalOnEnabledHealthIndicator("ollama")
@EnableConfigurationProperties({ OllamaGenerateProperties.class, OllamaHealthProperties.class })
public final class OllamaHealthContributorAutoConfiguration
		extends CompositeReactiveHealthContributorConfiguration<OllamaHealthIndicator, OllamaServerClient> {

	OllamaHealthContributorAutoConfiguration(OllamaHealthProperties properties,
			OllamaGenerateProperties generateProperties) {
		super((server) -> new OllamaHealthIndicator(server, properties.getTimeout(), generateProperties.getModel(),
				properties.getModelCheck()));
	}

	@Bean
	@ConditionalOnMissingBean(name = { "ollamaHealthIndicator", "ollamaHealthContributor" })
	ReactiveHealthContributor ollamaHealthContributor(ConfigurableListableBeanFactory beanFactory) {
		return createContributor(beanFactory, OllamaServerClient.class);
	}

}
