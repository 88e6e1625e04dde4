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

import java.util.ArrayList;
import java.util.List;

import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.NameMatchMethodPointcutAdvisor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.autoconfigure.RefreshAutoConfiguration;
import org.springframework.cloud.context.config.annotation.RefreshScope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that Spring can put a proxy in front of a {@link GenerateTemplate}.
 */
class GenerateTemplateProxyTests {

	private final ApplicationContextRunner runner = OllamaContextRunner.with()
		.withPropertyValues("ollama.generate.model=gemma3");

	private MockOllamaServer server;

	@BeforeEach
	void start() {
		this.server = MockOllamaServer.start();
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void lazyInjectionPoint() {
		runner().withUserConfiguration(LazyConfiguration.class)
			.run((context) -> assertAnswers(context.getBean(Service.class).ollama));
	}

	@Test
	void advice() {
		runner().withUserConfiguration(AdviceConfiguration.class).run((context) -> {
			assertAnswers(context.getBean(GenerateTemplate.class));
			assertThat(context.getBean(AdviceConfiguration.class).calls).containsExactly("prompt", "load");
		});
	}

	@Test
	void refreshScope() {
		runner().withConfiguration(AutoConfigurations.of(RefreshAutoConfiguration.class))
			.withUserConfiguration(RefreshConfiguration.class)
			.run((context) -> {
				GenerateTemplate template = context.getBean("ollama", GenerateTemplate.class);
				assertAnswers(template);
				context.getBean(org.springframework.cloud.context.scope.refresh.RefreshScope.class).refreshAll();
				assertThat(context.getBean(RefreshConfiguration.class).built).isEqualTo(1);
				assertAnswers(template);
				assertThat(context.getBean(RefreshConfiguration.class).built).isEqualTo(2);
			});
	}

	private ApplicationContextRunner runner() {
		return this.runner.withPropertyValues("ollama.base-url=" + this.server.url());
	}

	private void assertAnswers(GenerateTemplate template) {
		assertThat(AopUtils.isCglibProxy(template)).isTrue();
		this.server.enqueue(MockAnswer.tokens("4", "2"));
		assertThat(template.prompt("p").call().content()).isEqualTo("42");
		assertThat(template.load("gemma3").doneReason()).isEqualTo("load");
	}

	@Configuration(proxyBeanMethods = false)
	static class LazyConfiguration {

		@Bean
		Service service(@Lazy GenerateTemplate ollama) {
			return new Service(ollama);
		}

	}

	record Service(GenerateTemplate ollama) {

	}

	@Configuration(proxyBeanMethods = false)
	static class AdviceConfiguration {

		private final List<String> calls = new ArrayList<>();

		@Bean
		static DefaultAdvisorAutoProxyCreator proxyCreator() {
			DefaultAdvisorAutoProxyCreator creator = new DefaultAdvisorAutoProxyCreator();
			creator.setProxyTargetClass(true);
			return creator;
		}

		@Bean
		NameMatchMethodPointcutAdvisor advisor() {
			NameMatchMethodPointcutAdvisor advisor = new NameMatchMethodPointcutAdvisor(
					(MethodInterceptor) (invocation) -> {
						this.calls.add(invocation.getMethod().getName());
						return invocation.proceed();
					});
			advisor.setMappedNames("prompt", "load");
			advisor.setClassFilter(GenerateTemplate.class::isAssignableFrom);
			return advisor;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RefreshConfiguration {

		private int built;

		@Bean
		@RefreshScope
		GenerateTemplate ollama(GenerateTemplate.Builder builder) {
			this.built++;
			return builder.build();
		}

	}

}
