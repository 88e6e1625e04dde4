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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.cloud.context.refresh.ContextRefresher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the recipes of the cookbook about the start and changes of the configuration.
 */
@ExtendWith(MockOllamaExtension.class)
class RunTimeRecipesIT {

	@Test
	void refreshChangesTheValuesOfRequests(MockOllamaServer server, @TempDir Path folder) throws Exception {
		Path file = Files.writeString(folder.resolve("weather.properties"), "ollama.api-key=first");
		SpringApplicationBuilder application = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties("spring.config.import=classpath:cookbook/refresh.properties,file:" + file,
					"ollama.base-url=" + server.url(), "ollama.generate.model=gemma3", "spring.ai.model.chat=none",
					"spring.ai.model.embedding=none");
		try (ConfigurableApplicationContext context = application.run()) {
			GenerateOperations ollama = context.getBean(GenerateOperations.class);
			ollama.prompt("p").call().content();
			assertThat(server.takeRequest()).hasModel("gemma3").hasHeader("Authorization", "Bearer first");
			Files.writeString(file, "ollama.api-key=second\nollama.generate.options.num-ctx=4096");
			assertThat(context.getBean(ContextRefresher.class).refresh()).contains("ollama.api-key");
			ollama.prompt("p").call().content();
			assertThat(server.takeRequest()).hasHeader("Authorization", "Bearer second").hasOption("num_ctx", 4096);
		}
	}

	@Test
	void applicationIsReadyOnceTheModelIsLoaded(MockOllamaServer server) throws Exception {
		CompletableFuture<Void> loaded = new CompletableFuture<>();
		server.enqueue((request) -> loaded.orTimeout(60, TimeUnit.SECONDS).join(),
				MockAnswer.tokens().doneReason("load"));
		CompletableFuture<Integer> port = new CompletableFuture<>();
		SpringApplicationBuilder application = new SpringApplicationBuilder(Application.class)
			.listeners((ApplicationListener<WebServerInitializedEvent>) (event) -> port
				.complete(event.getWebServer().getPort()))
			.properties("spring.config.import=classpath:cookbook/readiness.properties", "server.port=0",
					"ollama.base-url=" + server.url(), "ollama.generate.model=gemma3",
					"spring.docker.compose.enabled=false", "spring.ai.model.chat=none",
					"spring.ai.model.embedding=none");
		CompletableFuture<ConfigurableApplicationContext> start = CompletableFuture.supplyAsync(application::run);
		String probes = "http://localhost:" + port.get(60, TimeUnit.SECONDS) + "/actuator/health/";
		// not alive either, which is what the startup probe is for
		assertThat(status(probes + "readiness")).isEqualTo(503);
		assertThat(status(probes + "liveness")).isEqualTo(503);
		loaded.complete(null);
		try (ConfigurableApplicationContext context = start.get(60, TimeUnit.SECONDS)) {
			assertThat(context.isActive()).isTrue();
			assertThat(status(probes + "readiness")).isEqualTo(200);
			assertThat(status(probes + "liveness")).isEqualTo(200);
		}
	}

	private static int status(String url) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
			.statusCode();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
