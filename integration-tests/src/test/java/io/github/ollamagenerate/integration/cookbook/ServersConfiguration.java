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

package io.github.ollamagenerate.integration.cookbook;

import java.time.Duration;

import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.health.OllamaHealthIndicator;
import io.github.ollamagenerate.health.OllamaHealthIndicator.ModelCheck;
import io.github.ollamagenerate.server.OllamaServerClient;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Recipe: a second server, with its own health.
 */
// tag::servers[]
@Configuration(proxyBeanMethods = false)
class ServersConfiguration {

	@Bean
	@Primary
	GenerateTemplate writer(GenerateTemplate.Builder builder) {
		return builder.build();
	}

	@Bean
	GenerateTemplate coder(GenerateTemplate.Builder builder, @Value("${coder.base-url}") String baseUrl) {
		return builder.baseUrl(baseUrl).defaultRequest((request) -> request.model("qwen2.5-coder")).build();
	}

	@Bean
	OllamaHealthIndicator coderHealthIndicator(OllamaServerClient server, @Value("${coder.base-url}") String baseUrl) {
		OllamaServerClient coder = server.withBaseUrl(baseUrl);
		return new OllamaHealthIndicator(coder, Duration.ofSeconds(1), "qwen2.5-coder", ModelCheck.WARN);
	}

}
// end::servers[]
