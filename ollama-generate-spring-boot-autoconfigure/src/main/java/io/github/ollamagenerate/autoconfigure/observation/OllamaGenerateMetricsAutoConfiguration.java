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

import java.time.Duration;

import io.github.ollamagenerate.BaseUrl;
import io.github.ollamagenerate.autoconfigure.OllamaGenerateAutoConfiguration;
import io.github.ollamagenerate.autoconfigure.OllamaGenerateConnectionDetails;
import io.github.ollamagenerate.autoconfigure.OllamaGenerateProperties;
import io.github.ollamagenerate.autoconfigure.OllamaProperties;
import io.github.ollamagenerate.autoconfigure.observation.OllamaMetricsProperties.GenAi;
import io.github.ollamagenerate.client.http.ConnectionPoolUsage;
import io.github.ollamagenerate.observation.GenAiMeterObservationHandler;
import io.github.ollamagenerate.observation.GenerateMeterBinder;
import io.github.ollamagenerate.observation.GenerateMeterObservationHandler;
import io.github.ollamagenerate.observation.GenerateObservationConvention;
import io.github.ollamagenerate.server.OllamaServerClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the meters of a generation.
 */
@AutoConfiguration(after = OllamaGenerateAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "ollama.enabled", matchIfMissing = true)
@EnableConfigurationProperties(OllamaMetricsProperties.class)
public final class OllamaGenerateMetricsAutoConfiguration {

	private static final Log logger = LogFactory.getLog(OllamaGenerateMetricsAutoConfiguration.class);

	@Bean
	@ConditionalOnMissingBean
	GenerateMeterObservationHandler ollamaGenerateMeterObservationHandler(MeterRegistry meterRegistry) {
		return new GenerateMeterObservationHandler(meterRegistry);
	}

	// another convention may have other tags
	@Bean
	@ConditionalOnMissingBean({ GenerateMeterBinder.class, GenerateObservationConvention.class })
	GenerateMeterBinder ollamaGenerateMeterBinder(OllamaGenerateProperties properties,
			OllamaGenerateConnectionDetails connectionDetails) {
		return new GenerateMeterBinder(properties.getModel(), properties.isAggregate(),
				BaseUrl.parse(connectionDetails.getBaseUrl()).uri());
	}

	@Bean
	@ConditionalOnMissingBean
	@Conditional(OnGenAiMetrics.class)
	GenAiMeterObservationHandler ollamaGenAiMeterObservationHandler(MeterRegistry meterRegistry) {
		return new GenAiMeterObservationHandler(meterRegistry);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("ollama.metrics.server")
	ServerMetrics ollamaServerMetrics(OllamaServerClient server, MeterRegistry meterRegistry,
			OllamaGenerateConnectionDetails connectionDetails) {
		return new ServerMetrics(server, meterRegistry, Duration.ofSeconds(30), tags(connectionDetails));
	}

	@Bean
	@ConditionalOnMissingBean
	ConnectionMetrics ollamaConnectionMetrics(ConnectionPoolUsage usage, OllamaProperties properties,
			OllamaGenerateConnectionDetails connectionDetails) {
		return new ConnectionMetrics(usage, properties.getMaxConnections(), tags(connectionDetails));
	}

	private static Tags tags(OllamaGenerateConnectionDetails connectionDetails) {
		return ServerTags.of(BaseUrl.parse(connectionDetails.getBaseUrl()).uri());
	}

	/**
	 * Reads the property as it is bound, in each of the ways to write it.
	 */
	static final class OnGenAiMetrics implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return Binder.get(context.getEnvironment())
				.bind("ollama.metrics.gen-ai", GenAi.class)
				.orElse(GenAi.NONE) == GenAi.V0_1;
		}

	}

	/**
	 * Histograms for Prometheus. A registry that bills each time series has none.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ MeterRegistryCustomizer.class, PrometheusMeterRegistry.class })
	@ConditionalOnBooleanProperty(name = "ollama.metrics.histogram", matchIfMissing = true)
	static class PrometheusConfiguration {

		// customizers come before management.metrics.distribution.*, which wins
		@Bean
		@ConditionalOnMissingBean(name = "ollamaPrometheusHistograms")
		MeterRegistryCustomizer<PrometheusMeterRegistry> ollamaPrometheusHistograms() {
			return (registry) -> registry.config().meterFilter(new HistogramMeterFilter());
		}

	}

	/**
	 * Histograms and the units of the GenAI semantic conventions for OTLP.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ MeterRegistryCustomizer.class, OtlpMeterRegistry.class })
	static class OtlpConfiguration {

		@Bean
		@ConditionalOnMissingBean(name = "ollamaOtlpHistograms")
		@ConditionalOnBooleanProperty(name = "ollama.metrics.histogram", matchIfMissing = true)
		MeterRegistryCustomizer<OtlpMeterRegistry> ollamaOtlpHistograms() {
			return (registry) -> registry.config().meterFilter(new HistogramMeterFilter());
		}

		@Bean
		@ConditionalOnMissingBean(name = "ollamaOtlpUnits")
		@Conditional(OnGenAiMetrics.class)
		MeterRegistryCustomizer<OtlpMeterRegistry> ollamaOtlpUnits(
				@Value("${management.otlp.metrics.export.base-time-unit:milliseconds}") String timeUnit) {
			if (!"seconds".equalsIgnoreCase(timeUnit)) {
				logger
					.warn("The times of the GenAI meters are in " + timeUnit + " over OTLP, but their conventions use "
							+ "seconds: set management.otlp.metrics.export.base-time-unit=seconds");
			}
			return (registry) -> registry.config().meterFilter(new GenAiUnitMeterFilter());
		}

	}

}
