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

package io.github.ollamagenerate.sample;

import java.lang.reflect.Method;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.containers.GenericContainer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The wiring of {@link TestSampleApplication}, without Docker.
 */
@Timeout(60)
class TestSampleApplicationTests {

	private final MockOllamaServer ollama = MockOllamaServer.start();

	@AfterEach
	void stop() {
		this.ollama.close();
	}

	@Test
	void containerIsAServiceConnection() {
		Method method = ReflectionUtils.findMethod(OllamaContainerConfiguration.class, "ollamaContainer", String.class);
		assertThat(method).isNotNull();
		assertThat(method.isAnnotationPresent(Bean.class)).isTrue();
		assertThat(method.isAnnotationPresent(ServiceConnection.class)).isTrue();
	}

	@Test
	void whenThereIsAContainerThenItIsAskedAndNoMockServerStarts() {
		try (ConfigurableApplicationContext context = SpringApplication.from(SampleApplication::main)
			.with(ContainerConfiguration.class)
			.run("--server.port=0", "--ollama.base-url=http://127.0.0.1:1", "--test.port=" + this.ollama.port())
			.getApplicationContext()) {
			context.getBean(GenerateOperations.class).prompt("Why?").call().content();
			assertThat(this.ollama.requestCount()).isOne();
			ObjectProvider<ServerOrMock> mock = context.getBeanProvider(ServerOrMock.class);
			assertThat(mock.getIfAvailable()).isNull();
		}
	}

	static class ContainerConfiguration {

		@Bean
		@ServiceConnection("ollama")
		StartedContainer ollamaContainer(@Value("${test.port}") int port) {
			return new StartedContainer(port);
		}

	}

	/**
	 * A container that runs already, elsewhere. An {@code OllamaContainer} would ask
	 * Docker for a GPU.
	 */
	static final class StartedContainer extends GenericContainer<StartedContainer> {

		private final int port;

		private StartedContainer(int port) {
			super(OllamaContainerConfiguration.IMAGE);
			this.port = port;
		}

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public String getHost() {
			return "127.0.0.1";
		}

		@Override
		public Integer getMappedPort(int originalPort) {
			return this.port;
		}

	}

}
