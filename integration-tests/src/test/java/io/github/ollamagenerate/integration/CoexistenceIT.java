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

package io.github.ollamagenerate.integration;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.langchain4j.model.ollama.OllamaChatModel;
import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.autoconfigure.OllamaGenerateConnectionDetails;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests one application with Spring AI, LangChain4j and us, all of which ask one server
 * and count in one registry.
 */
class CoexistenceIT {

	private static final String CHAT = """
			{"model":"gemma3","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"hi"},\
			"done":true,"done_reason":"stop","total_duration":9,"load_duration":1,"prompt_eval_count":5,\
			"prompt_eval_duration":3,"eval_count":2,"eval_duration":4}""";

	private MockOllamaServer server;

	@BeforeEach
	void start() {
		this.server = MockOllamaServer.start();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	private ConfigurableApplicationContext run() {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run("--ollama.base-url=" + this.server.url(), "--ollama.generate.model=gemma3",
					"--ollama.metrics.gen-ai=v0_1", "--spring.ai.ollama.base-url=" + this.server.url(),
					"--spring.ai.ollama.chat.options.model=gemma3", "--spring.ai.ollama.chat.model=gemma3");
	}

	@Test
	void eachHasItsBeans() {
		try (ConfigurableApplicationContext context = run()) {
			assertThat(context.getBean(GenerateOperations.class).prompt("p").call().content()).isNotEmpty();
			assertThat(context.getBeanNamesForType(ChatModel.class)).containsExactly("ollamaChatModel");
			assertThat(context.getBeanNamesForType(OllamaChatModel.class)).containsExactly("langChain4jModel");
		}
	}

	static Stream<List<Library>> orders() {
		return Stream.of(Library.values())
			.flatMap((first) -> Stream.of(Library.values())
				.filter((second) -> second != first)
				.map((second) -> List.of(first, second, third(first, second))));
	}

	private static Library third(Library first, Library second) {
		return Stream.of(Library.values())
			.filter((library) -> library != first && library != second)
			.findFirst()
			.orElseThrow();
	}

	@ParameterizedTest
	@MethodSource("orders")
	@DisplayName("R12: Spring AI, LangChain4j and us in one registry")
	void noMeterIsRejected(List<Library> order) {
		try (ConfigurableApplicationContext context = run()) {
			order.forEach((library) -> library.call(context, this.server));
			assertThat(context.getBean(Application.class).rejected).isEmpty();
			assertThat(context.getBean(PrometheusMeterRegistry.class).scrape())
				.contains("ollama_client_generate_operation_seconds_count")
				.contains("gen_ai_client_inference_duration_seconds_count")
				.contains("gen_ai_client_token_usage_total")
				.contains("gen_ai_client_token_usage_tokens_count");
		}
	}

	enum Library {

		OURS {

			@Override
			void call(ConfigurableApplicationContext context, MockOllamaServer server) {
				context.getBean(GenerateOperations.class).prompt("p").call().content();
			}

		},

		SPRING_AI {

			@Override
			void call(ConfigurableApplicationContext context, MockOllamaServer server) {
				server.enqueue("/api/chat", MockAnswer.json(200, CHAT));
				assertThat(context.getBean(ChatModel.class).call("p")).isEqualTo("hi");
			}

		},

		LANGCHAIN4J {

			@Override
			void call(ConfigurableApplicationContext context, MockOllamaServer server) {
				server.enqueue("/api/chat", MockAnswer.json(200, CHAT));
				assertThat(context.getBean(OllamaChatModel.class).chat("p")).isEqualTo("hi");
				// as its module for Micrometer does
				DistributionSummary.builder("gen_ai.client.token.usage")
					.baseUnit("tokens")
					.tags("gen_ai.operation.name", "chat", "gen_ai.provider.name", "ollama", "gen_ai.request.model",
							"gemma3", "gen_ai.response.model", "gemma3", "gen_ai.token.type", "input")
					.register(context.getBean(MeterRegistry.class))
					.record(5);
			}

		};

		abstract void call(ConfigurableApplicationContext context, MockOllamaServer server);

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		private final List<String> rejected = new ArrayList<>();

		@Bean
		MeterRegistryCustomizer<PrometheusMeterRegistry> rememberRejected() {
			return (registry) -> registry.config()
				.onMeterRegistrationFailed((id, reason) -> this.rejected.add(id + ": " + reason));
		}

		@Bean
		OllamaChatModel langChain4jModel(OllamaGenerateConnectionDetails details) {
			return OllamaChatModel.builder().baseUrl(details.getBaseUrl()).modelName("gemma3").build();
		}

	}

}
