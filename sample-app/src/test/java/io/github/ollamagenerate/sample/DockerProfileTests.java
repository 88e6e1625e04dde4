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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.lifecycle.DockerComposeServicesReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The profile "docker", with services that Docker Compose would have started.
 */
@Timeout(60)
class DockerProfileTests {

	private static final String LISTENER = "org.springframework.boot.docker.compose.service.connection."
			+ "DockerComposeServiceConnectionsApplicationListener";

	@Test
	void whenOllamaRunsInAContainerThenItIsAskedAndNoMockServerStarts() {
		try (MockOllamaServer ollama = MockOllamaServer.start();
				ConfigurableApplicationContext context = start(List.of(new Service("ollama", ollama.port())),
						"--spring.profiles.active=docker", "--spring.docker.compose.enabled=false")) {
			context.getBean(GenerateOperations.class).prompt("Why?").call().content();
			assertThat(ollama.requestCount()).isOne();
			assertThat(context.getBeanProvider(ServerOrMock.class).getIfAvailable()).isNull();
			Environment environment = context.getEnvironment();
			assertThat(environment.getProperty("server.address")).isEqualTo("0.0.0.0");
			assertThat(environment.getProperty("ollama.generate.pull")).isEqualTo("when-missing");
		}
	}

	@Test
	void whenProfileIsNotActiveThenDockerIsNotNeeded() {
		try (ConfigurableApplicationContext context = start(List.of())) {
			assertThat(context.getEnvironment().getProperty("spring.docker.compose.enabled")).isEqualTo("false");
			assertThat(context.getEnvironment().getProperty("server.address")).isEqualTo("127.0.0.1");
		}
	}

	private static ConfigurableApplicationContext start(List<RunningService> services, String... arguments) {
		SpringApplication application = new SpringApplication(SampleApplication.class);
		application.addInitializers((context) -> connect(context, services));
		List<String> all = new ArrayList<>(List.of("--server.port=0", "--ollama.base-url=http://127.0.0.1:1"));
		all.addAll(List.of(arguments));
		return application.run(all.toArray(String[]::new));
	}

	// as Spring Boot does when the services are ready; it has no public way to say so
	@SuppressWarnings("unchecked")
	private static void connect(ApplicationContext context, List<RunningService> services) {
		try {
			Class<?> type = ClassUtils.forName(LISTENER, null);
			ApplicationListener<DockerComposeServicesReadyEvent> listener = (ApplicationListener<DockerComposeServicesReadyEvent>) ReflectionUtils
				.accessibleConstructor(type)
				.newInstance();
			listener.onApplicationEvent(ReflectionUtils
				.accessibleConstructor(DockerComposeServicesReadyEvent.class, ApplicationContext.class, List.class)
				.newInstance(context, services));
		}
		catch (ReflectiveOperationException ex) {
			throw new AssertionError(ex);
		}
	}

	private record Service(String name, int port) implements RunningService {

		@Override
		public ImageReference image() {
			return ImageReference.of(OllamaContainerConfiguration.IMAGE);
		}

		@Override
		public String host() {
			return "127.0.0.1";
		}

		@Override
		public ConnectionPorts ports() {
			return new Ports(this.port);
		}

		@Override
		public Map<String, @Nullable String> env() {
			return Map.of();
		}

		@Override
		public Map<String, String> labels() {
			return Map.of();
		}

	}

	private record Ports(int port) implements ConnectionPorts {

		@Override
		public int get(int containerPort) {
			assertThat(containerPort).isEqualTo(11434);
			return this.port;
		}

		@Override
		public List<Integer> getAll() {
			return List.of(this.port);
		}

		@Override
		public List<Integer> getAll(@Nullable String protocol) {
			return getAll();
		}

	}

}
