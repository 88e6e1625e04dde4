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

import java.util.Map;

import io.github.ollamagenerate.autoconfigure.OllamaGenerateAutoConfiguration;
import io.github.ollamagenerate.autoconfigure.OllamaGenerateProperties;
import io.github.ollamagenerate.autoconfigure.OllamaProperties;
import io.github.ollamagenerate.client.http.ConnectionPoolUsage;
import io.github.ollamagenerate.endpoint.OllamaEndpoint;
import io.github.ollamagenerate.endpoint.OllamaEndpoint.ConnectionsDescriptor;
import io.github.ollamagenerate.server.OllamaServerClient;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link OllamaEndpoint}.
 */
@AutoConfiguration(after = OllamaGenerateAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(OllamaEndpoint.class)
@ConditionalOnBean(OllamaServerClient.class)
@EnableConfigurationProperties(OllamaGenerateProperties.class)
public final class OllamaEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ActiveRequests ollamaActiveRequests() {
		return new ActiveRequests();
	}

	@Bean
	@ConditionalOnMissingBean
	OllamaEndpoint ollamaEndpoint(OllamaServerClient server, OllamaProperties properties,
			OllamaGenerateProperties generateProperties, ActiveRequests activeRequests,
			ObjectProvider<ContextUsage> contextUsage, ConnectionPoolUsage connections) {
		ContextUsage usage = contextUsage.getIfAvailable();
		return new OllamaEndpoint(server, generateProperties.getModel(),
				() -> activeRequests.describe((usage != null) ? usage.byModel() : Map.of()),
				() -> new ConnectionsDescriptor(connections.active(), connections.pending(),
						properties.getMaxConnections()));
	}

	/**
	 * What the meters know.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	@ConditionalOnBean(MeterRegistry.class)
	static class MetersConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ContextUsage ollamaContextUsage(MeterRegistry meterRegistry) {
			return new ContextUsage(meterRegistry);
		}

	}

}
