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

import io.github.ollamagenerate.autoconfigure.OllamaContextRunner;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OllamaSanitizingAutoConfiguration}.
 */
class OllamaSanitizingAutoConfigurationTests {

	private final ApplicationContextRunner runner = OllamaContextRunner
		.with(OllamaSanitizingAutoConfiguration.class, WebClientAutoConfiguration.class,
				EnvironmentEndpointAutoConfiguration.class,
				ConfigurationPropertiesReportEndpointAutoConfiguration.class)
		.withPropertyValues("management.endpoints.web.exposure.include=*", "management.endpoint.env.show-values=always",
				"management.endpoint.configprops.show-values=always", "management.endpoints.jmx.exposure.include=*",
				"spring.jmx.enabled=true");

	@Test
	void environmentShowsNeitherKeyNorPassword() {
		this.runner
			.withPropertyValues("ollama.base-url=http://user:canary@gpu:11434", "ollama.api-key=canary",
					"ollama.headers.X-Key=canary")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addLast(new SystemEnvironmentPropertySource(
						"other-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						Map.of("OLLAMA_API_KEY", "canary", "OLLAMA_HOST", "user:canary@gpu", "OLLAMA_HEADERS_XKEY",
								"canary"))))
			.run((context) -> assertThat(write(context.getBean(EnvironmentEndpoint.class).environment(null)))
				.contains("http://***@gpu:11434", "\"***@gpu\"")
				.doesNotContain("canary"));
	}

	@Test
	void configurationPropertiesShowNeitherKeyNorPassword() {
		this.runner
			.withPropertyValues("ollama.base-url=http://user:canary@gpu:11434", "ollama.host=user:canary@other",
					"ollama.api-key=canary", "ollama.headers.X-Key=canary", "ollama.generate.model=gemma3")
			.run((context) -> assertThat(
					write(context.getBean(ConfigurationPropertiesReportEndpoint.class).configurationProperties()))
				.contains("http://***@gpu:11434", "\"***@other\"", "gemma3")
				.doesNotContain("canary"));
	}

	@Test
	void isLeftOutWhenDisabled() {
		this.runner.withPropertyValues("ollama.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(OllamaSanitizingFunction.class));
	}

	@Test
	void isLeftOutWithoutTheActuator() {
		this.runner.withClassLoader(new FilteredClassLoader(SanitizingFunction.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(OllamaSanitizingFunction.class));
	}

	private static String write(Object descriptor) {
		return new JsonMapper().writeValueAsString(descriptor);
	}

}
