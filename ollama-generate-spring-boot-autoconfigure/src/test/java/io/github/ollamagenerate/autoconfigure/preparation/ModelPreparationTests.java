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

package io.github.ollamagenerate.autoconfigure.preparation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.ModelNotFoundException;
import io.github.ollamagenerate.autoconfigure.OllamaGenerateAutoConfiguration;
import io.github.ollamagenerate.autoconfigure.OllamaGenerateProperties;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.server.OllamaServerClient;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RecordedRequest;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what is done to the model when the application is ready.
 */
@ExtendWith(OutputCaptureExtension.class)
class ModelPreparationTests {

	private MockOllamaServer server;

	@BeforeEach
	void start() {
		this.server = MockOllamaServer.builder().models("gemma3").pullable("qwen3:1.7b").start();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	private ConfigurableApplicationContext run(String model, String... properties) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		String[] arguments = new String[properties.length + 2];
		arguments[0] = "--ollama.base-url=" + this.server.url();
		arguments[1] = "--ollama.generate.model=" + model;
		for (int i = 0; i < properties.length; i++) {
			arguments[i + 2] = "--" + properties[i];
		}
		return application.run(arguments);
	}

	@Test
	void nothingIsDoneUnlessAsked() {
		try (ConfigurableApplicationContext context = run("gemma3")) {
			assertThat(context.getBeanProvider(ModelPreparation.class).stream()).isEmpty();
		}
		assertThat(this.server.requestCount()).isZero();
	}

	@Test
	void warmUpLoadsTheModelWithTheOptionsOfLaterRequests() {
		try (ConfigurableApplicationContext context = run("gemma3", "ollama.generate.warm-up=true",
				"ollama.generate.keep-alive=1h", "ollama.generate.options.num-ctx=4096")) {
			assertThat(this.server.takeRequest().body()).isEqualTo(
					"{\"model\":\"gemma3\",\"stream\":false,\"keep_alive\":\"1h\",\"options\":{\"num_ctx\":4096}}");
			assertThat(context.isRunning()).isTrue();
		}
	}

	@Test
	void missingModelIsPulledAndThenLoaded() {
		try (ConfigurableApplicationContext context = run("qwen3:1.7b", "ollama.generate.pull=when-missing",
				"ollama.generate.warm-up=true")) {
			assertThat(this.server.takeRequest("/api/tags")).isNotNull();
			assertThat(this.server.takeRequest("/api/pull").model()).isNotNull();
			assertThat(this.server.takeRequest("/api/generate").model()).isNotNull();
			assertThat(context.isRunning()).isTrue();
		}
	}

	@Test
	void modelThatIsThereIsPulledOnlyIfAlwaysIsSaid() {
		try (ConfigurableApplicationContext first = run("gemma3", "ollama.generate.pull=when-missing",
				"ollama.generate.warm-up=true")) {
			assertThat(this.server.takeRequest("/api/tags")).isNotNull();
			assertThat(this.server.takeRequest("/api/generate").model()).isNotNull();
			assertThat(first.isRunning()).isTrue();
		}
		try (ConfigurableApplicationContext second = run("gemma3", "ollama.generate.pull=always")) {
			assertThat(this.server.takeRequest("/api/pull").model()).isNotNull();
			assertThat(second.isRunning()).isTrue();
		}
	}

	@Test
	void failureIsALineInTheLog(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("no-such-model", "ollama.generate.pull=when-missing",
				"ollama.generate.warm-up=true")) {
			Awaitility.await()
				.untilAsserted(() -> assertThat(output).contains("Model 'no-such-model' is not ready")
					.contains("failed to answer /api/pull for model 'no-such-model'")
					.contains("no such host"));
			assertThat(context.isRunning()).isTrue();
		}
		assertThat(this.server.journal()).doesNotContain("/api/generate");
	}

	@Test
	void withoutAModelThereIsAWarning(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("", "ollama.generate.warm-up=true")) {
			assertThat(output).contains("set ollama.generate.model in addition to ollama.generate.pull");
			assertThat(context.isRunning()).isTrue();
		}
	}

	@Test
	void shutdownStopsAPull(CapturedOutput output) {
		this.server.enqueue("/api/pull", MockAnswer.lines("{\"status\":\"pulling manifest\"}").thenStall());
		RecordedRequest pull;
		try (ConfigurableApplicationContext context = run("gemma3", "ollama.generate.pull=always",
				"logging.level.io.github.ollamagenerate=info")) {
			pull = this.server.takeRequest("/api/pull");
			assertThat(pull.connectionClosed()).isNotDone();
			assertThat(context.isRunning()).isTrue();
		}
		assertThat(pull.awaitConnectionClosed(Duration.ofSeconds(1))).isTrue();
		assertThat(output).doesNotContain("is not ready")
			.contains("The preparation of model 'gemma3' stops, because the application is closing");
	}

	@Test
	void runnersStartWhenTheModelIsReady(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("qwen3:1.7b", "ollama.generate.pull=when-missing",
				"ollama.generate.warm-up=true", "ollama.generate.wait-for-model=true", "runner=true",
				"logging.level.io.github.ollamagenerate=info")) {
			assertThat(context.isRunning()).isTrue();
			assertThat(output).containsSubsequence("Pulled model 'qwen3:1.7b'", "Loaded model 'qwen3:1.7b'",
					"the runner starts");
		}
		assertThat(output).as("nothing is left to stop").doesNotContain("the application is closing");
	}

	@Test
	void nothingIsLeftToStopOnceTheFailureIsLogged(CapturedOutput output) throws InterruptedException {
		OllamaGenerateProperties properties = new OllamaGenerateProperties();
		properties.setModel("no-such-model");
		properties.setWarmUp(true);
		GenerateTemplate operations = GenerateTemplate.builder(WebClient.builder()).baseUrl(this.server.url()).build();
		ModelPreparation preparation = new ModelPreparation(properties,
				() -> new OllamaServerClient(WebClient.builder(), this.server.url()), () -> operations,
				new RunningPull());
		Logger logger = (Logger) LoggerFactory.getLogger(ModelPreparation.class);
		List<String> messages = new CopyOnWriteArrayList<>();
		CountDownLatch stopped = new CountDownLatch(1);
		Appender<ILoggingEvent> closing = new AppenderBase<>() {

			@Override
			protected void append(ILoggingEvent event) {
				messages.add(event.getFormattedMessage());
				preparation.destroy();
				stopped.countDown();
			}

		};
		closing.start();
		logger.addAppender(closing);
		logger.setLevel(Level.INFO);
		try {
			preparation.onApplicationEvent(new ApplicationReadyEvent(new SpringApplication(), new String[0],
					new GenericApplicationContext(), null));
			assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			logger.detachAppender(closing);
			logger.setLevel(null);
		}
		assertThat(messages).singleElement().asString().startsWith("Model 'no-such-model' is not ready");
		assertThat(output).doesNotContain("the application is closing");
	}

	@Test
	void startUpThatWaitsFailsWithTheReason(CapturedOutput output) {
		assertThatExceptionOfType(ModelNotReadyException.class).isThrownBy(() -> run("no-such-model",
				"ollama.generate.pull=when-missing", "ollama.generate.wait-for-model=true", "runner=true"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Model 'no-such-model' is not ready: ")
			.contains("no such host")
			.contains("ollama.generate.wait-for-model=false")
			.doesNotContain("the runner starts");
		assertThatExceptionOfType(ModelNotReadyException.class)
			.isThrownBy(() -> run("", "ollama.generate.warm-up=true", "ollama.generate.wait-for-model=true"))
			.withMessageContaining("set ollama.generate.model");
	}

	@Test
	void startUpThatWaitsCanBeInterrupted() throws Exception {
		this.server.enqueue("/api/pull", MockAnswer.lines("{\"status\":\"pulling manifest\"}").thenStall());
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		Thread main = new Thread(() -> {
			try {
				run("gemma3", "ollama.generate.pull=always", "ollama.generate.wait-for-model=true",
						"spring.docker.compose.enabled=false")
					.close();
			}
			catch (RuntimeException ex) {
				failure.complete(ex);
			}
		});
		main.start();
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> this.server.journal().contains("/api/pull"));
		RecordedRequest pull = this.server.takeRequest("/api/pull");
		main.interrupt();
		assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(ModelNotReadyException.class)
			.hasMessageContaining("was interrupted");
		assertThat(pull.awaitConnectionClosed(Duration.ofSeconds(10))).isTrue();
	}

	@Test
	void missingModelSaysThatAPullIsRunning() {
		this.server.enqueue("/api/pull", MockAnswer.lines("{\"status\":\"pulling manifest\"}").thenStall());
		try (ConfigurableApplicationContext context = run("qwen3:1.7b", "ollama.generate.pull=when-missing")) {
			assertThat(this.server.takeRequest("/api/pull").model()).isEqualTo("qwen3:1.7b");
			GenerateOperations ollama = context.getBean(GenerateOperations.class);
			assertThatExceptionOfType(ModelNotFoundException.class)
				.isThrownBy(() -> ollama.prompt("p").call().content())
				.withMessageContaining("A pull of this model is running");
			assertThatExceptionOfType(ModelNotFoundException.class)
				.isThrownBy(() -> ollama.prompt("p").model("other").call().content())
				.withMessageNotContaining("is running");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ OllamaGenerateAutoConfiguration.class, OllamaModelPreparationAutoConfiguration.class })
	static class Application {

		@Bean
		@ConditionalOnProperty("runner")
		CommandLineRunner runner() {
			return (arguments) -> LogFactory.getLog(Application.class).info("the runner starts");
		}

	}

}
