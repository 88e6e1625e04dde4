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

import io.github.ollamagenerate.BaseUrl;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.client.loadbalancer.reactive.LoadBalancedExchangeFilterFunction;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for several Ollama servers with
 * Spring Cloud LoadBalancer.
 */
@AutoConfiguration(after = OllamaGenerateAutoConfiguration.class,
		afterName = "org.springframework.cloud.client.loadbalancer.reactive.ReactorLoadBalancerClientAutoConfiguration")
@ConditionalOnClass(LoadBalancedExchangeFilterFunction.class)
@ConditionalOnBooleanProperty("ollama.load-balanced")
@ConditionalOnBean({ OllamaGenerateConnectionDetails.class, LoadBalancedExchangeFilterFunction.class })
public final class OllamaLoadBalancerAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	LoadBalancerCustomizer ollamaLoadBalancerCustomizer(OllamaGenerateConnectionDetails connectionDetails,
			LoadBalancedExchangeFilterFunction loadBalancer) {
		return new LoadBalancerCustomizer(BaseUrl.parse(connectionDetails.getBaseUrl()), loadBalancer);
	}

}
