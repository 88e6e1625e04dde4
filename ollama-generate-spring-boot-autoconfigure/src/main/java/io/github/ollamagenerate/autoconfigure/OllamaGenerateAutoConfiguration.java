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

import io.github.ollamagenerate.GenerateInterceptor;
import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.autoconfigure.diagnostics.UnknownPropertyBindHandlerAdvisor;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.client.http.ConnectionPoolUsage;
import io.github.ollamagenerate.observation.GenerateObservationConvention;
import io.github.ollamagenerate.server.OllamaServerClient;
import io.micrometer.observation.ObservationRegistry;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.boot.webclient.observation.ObservationWebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for text generation with Ollama.
 */
@AutoConfiguration(after = { WebClientAutoConfiguration.class, SslAutoConfiguration.class },
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass({ WebClient.class, HttpClient.class })
@Conditional(OnValidEnabledProperty.class)
@ConditionalOnBooleanProperty(name = "ollama.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ OllamaProperties.class, OllamaGenerateProperties.class })
@ImportRuntimeHints(OllamaGenerateRuntimeHints.class)
public final class OllamaGenerateAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	static UnknownPropertyBindHandlerAdvisor ollamaUnknownPropertyBindHandlerAdvisor() {
		return new UnknownPropertyBindHandlerAdvisor(OllamaProperties.class, OllamaGenerateProperties.class);
	}

	@Bean
	@ConditionalOnMissingBean(OllamaGenerateConnectionDetails.class)
	PropertiesOllamaGenerateConnectionDetails ollamaGenerateConnectionDetails(OllamaProperties properties,
			ObjectProvider<SslBundles> sslBundles) {
		return new PropertiesOllamaGenerateConnectionDetails(properties, sslBundles.getIfAvailable());
	}

	@Bean
	@ConditionalOnMissingBean
	OllamaWebClientFactory ollamaWebClientFactory(OllamaProperties properties,
			OllamaGenerateProperties generateProperties, OllamaGenerateConnectionDetails connectionDetails,
			ObjectProvider<ObservationWebClientCustomizer> observation,
			ObjectProvider<OllamaWebClientCustomizer> customizers) {
		if (properties.isLoadBalanced() && customizers.stream().noneMatch(LoadBalancerCustomizer.class::isInstance)) {
			throw new InvalidConfigurationPropertyValueException("ollama.load-balanced", true,
					"It needs Spring Cloud LoadBalancer: add 'org.springframework.cloud:spring-cloud-starter-loadbalancer'.");
		}
		IneffectiveProperties.warn(properties, generateProperties);
		return new OllamaWebClientFactory(properties, connectionDetails, observation,
				customizers.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	ConnectionPoolUsage ollamaConnectionPoolUsage(OllamaWebClientFactory webClientFactory) {
		return webClientFactory.connectionPoolUsage();
	}

	@Bean
	@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
	@ConditionalOnMissingBean
	GenerateTemplate.Builder ollamaGenerateTemplateBuilder(OllamaProperties properties,
			OllamaGenerateProperties generateProperties, OllamaGenerateConnectionDetails connectionDetails,
			OllamaWebClientFactory webClientFactory, ObjectProvider<JsonMapper> jsonMapper,
			ObjectProvider<ObservationRegistry> observationRegistry,
			ObjectProvider<GenerateObservationConvention> observationConvention,
			ObjectProvider<GenerateInterceptor> interceptors, ObjectProvider<GenerateTemplateCustomizer> customizers) {
		OllamaGenerateProperties.Retry retry = generateProperties.getRetry();
		GenerateTemplate.Builder builder = GenerateTemplate.builder(webClientFactory.forGenerations())
			.baseUrl(connectionDetails.getBaseUrl())
			.defaultRequest(generateProperties::applyTo)
			.aggregate(generateProperties.isAggregate())
			.retry(retry.getMaxAttempts(), retry.getDelay(), retry.getMaxDelay())
			.loadBalanced(properties.isLoadBalanced())
			.maxInMemorySize(properties.getMaxInMemorySize())
			.jsonMapper(jsonMapper.getIfUnique(JsonMapper::shared))
			.observationRegistry(observationRegistry.getIfUnique(() -> ObservationRegistry.NOOP))
			.observationConvention(observationConvention.getIfUnique());
		interceptors.orderedStream().forEach(builder::interceptor);
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

	@Bean
	@ConditionalOnMissingBean(GenerateOperations.class)
	GenerateTemplate ollamaGenerateTemplate(GenerateTemplate.Builder builder) {
		return builder.build();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	OllamaServerClient ollamaServerClient(OllamaGenerateConnectionDetails connectionDetails,
			OllamaWebClientFactory webClientFactory) {
		return new OllamaServerClient(webClientFactory.forServer(), connectionDetails.getBaseUrl());
	}

}
