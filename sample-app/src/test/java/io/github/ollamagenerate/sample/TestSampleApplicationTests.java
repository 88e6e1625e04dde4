package io.github.ollamagenerate.sample;

import java.lang.reflect.Method;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.containers.GenericContainer;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.test.MockOllamaServer;

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
