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

package io.github.ollamagenerate.test.autoconfigure;

import io.github.ollamagenerate.test.MockOllamaServer;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * Auto-configuration of the mock server in tests.
 */
@AutoConfiguration
public final class MockOllamaAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MockOllamaServer mockOllamaServer(Environment environment) {
		String model = environment.getProperty("ollama.generate.model", "");
		MockOllamaServer.Builder builder = MockOllamaServer.builder();
		if (!model.isBlank() && !MockOllamaServer.DEFAULT_MODELS.contains(model)) {
			builder.models(MockOllamaServer.DEFAULT_MODELS.toArray(String[]::new)).models(model);
		}
		return builder.start();
	}

	@Bean
	DynamicPropertyRegistrar mockOllamaPropertyRegistrar(MockOllamaServer server) {
		return (registry) -> {
			registry.add("ollama.base-url", server::url);
			// it is one server
			registry.add("ollama.load-balanced", () -> false);
		};
	}

	@Bean
	MockOllamaAddressCheck mockOllamaAddressCheck(MockOllamaServer server, ListableBeanFactory beanFactory) {
		return new MockOllamaAddressCheck(server, beanFactory);
	}

}
