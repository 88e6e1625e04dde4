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

import java.util.HashMap;
import java.util.Map;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.server.OllamaServerClient;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.cloud.context.scope.refresh.RefreshScope;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a refresh of the configuration by Spring Cloud changes what belongs together
 * at the same time.
 */
@ExtendWith(MockOllamaExtension.class)
class RefreshTests {

	private static final String EXTRA = "--spring.cloud.refresh.extra-refreshable=" + GenerateTemplate.class.getName()
			+ "," + OllamaServerClient.class.getName();

	@Test
	void keyIsRotatedWithoutARestart(MockOllamaServer server) {
		try (ConfigurableApplicationContext context = run(Application.class, EXTRA,
				"--ollama.base-url=" + server.url())) {
			change(context, Map.of("ollama.api-key", "first"));
			assertThat(send(context, server).header("Authorization")).isEqualTo("Bearer first");
			change(context, Map.of("ollama.api-key", "second"));
			assertThat(send(context, server).header("Authorization")).isEqualTo("Bearer second");
			context.getBean(OllamaServerClient.class).version().block();
			assertThat(server.takeRequest("/api/version").header("Authorization")).isEqualTo("Bearer second");
		}
	}

	@Test
	void everythingOfARequestFollowsTogether(MockOllamaServer server) {
		check(Application.class, server, EXTRA);
	}

	@Test
	void ownTemplateInRefreshScopeFollowsToo(MockOllamaServer server) {
		check(OwnTemplate.class, server, "--x=y");
	}

	private static void check(Class<?> application, MockOllamaServer server, String argument) {
		try (MockOllamaServer next = MockOllamaServer.builder().models("llama3.2").start();
				ConfigurableApplicationContext context = run(application, argument,
						"--ollama.base-url=" + server.url())) {
			change(context, Map.of("ollama.api-key", "first", "ollama.headers.X-Team", "a"));
			assertThat(send(context, server).header("X-Team")).isEqualTo("a");
			change(context, Map.of("ollama.base-url", next.url(), "ollama.api-key", "second", "ollama.headers.X-Team",
					"b", "ollama.generate.model", "llama3.2", "ollama.generate.options.num-ctx", "4096"));
			RecordedRequest request = send(context, next);
			assertThat(request.header("Authorization")).isEqualTo("Bearer second");
			assertThat(request.header("X-Team")).isEqualTo("b");
			assertThat(request.model()).isEqualTo("llama3.2");
			assertThat(request.field("options")).hasToString("{\"num_ctx\":4096}");
			assertThat(server.requestCount()).isEqualTo(1);
		}
	}

	private static ConfigurableApplicationContext run(Class<?> application, String... arguments) {
		SpringApplication springApplication = new SpringApplication(application);
		springApplication.setDefaultProperties(
				Map.of("ollama.generate.model", "gemma3", "spring.main.web-application-type", "none"));
		ConfigurableApplicationContext context = springApplication.run(arguments);
		context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("changed", new HashMap<>()));
		return context;
	}

	private static void change(ConfigurableApplicationContext context, Map<String, Object> properties) {
		((MapPropertySource) context.getEnvironment().getPropertySources().get("changed")).getSource()
			.putAll(properties);
		context.publishEvent(new EnvironmentChangeEvent(context, properties.keySet()));
		context.getBean(RefreshScope.class).refreshAll();
	}

	private static RecordedRequest send(ConfigurableApplicationContext context, MockOllamaServer server) {
		context.getBean(GenerateOperations.class).prompt("p").call().content();
		return server.takeRequest();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OwnTemplate {

		@Bean
		@org.springframework.cloud.context.config.annotation.RefreshScope
		GenerateTemplate ownTemplate(GenerateTemplate.Builder builder) {
			return builder.build();
		}

	}

}
