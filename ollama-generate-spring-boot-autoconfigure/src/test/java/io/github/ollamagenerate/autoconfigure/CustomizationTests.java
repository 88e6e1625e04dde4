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

import java.util.Map;
import java.util.stream.Collectors;

import io.github.ollamagenerate.GenerateInterceptor;
import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.server.OllamaServerClient;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RecordedRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;

import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.DefaultUriBuilderFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what an application can change about us, and what it cannot by accident.
 */
class CustomizationTests {

	private final ApplicationContextRunner runner = OllamaContextRunner.withMeters(WebClientAutoConfiguration.class,
			CodecsAutoConfiguration.class, JacksonAutoConfiguration.class);

	private MockOllamaServer server;

	@BeforeEach
	void start() {
		this.server = MockOllamaServer.start();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	private ApplicationContextRunner connected() {
		return this.runner.withPropertyValues("ollama.base-url=" + this.server.url(), "ollama.generate.model=gemma3");
	}

	private RecordedRequest send(GenerateOperations ollama) {
		this.server.enqueue(MockAnswer.tokens("hi"));
		assertThat(ollama.prompt("p").call().content()).isEqualTo("hi");
		return this.server.takeRequest();
	}

	private static WebClient.Builder addHeader(WebClient.Builder builder, String name) {
		return builder.filter((request, next) -> next
			.exchange(ClientRequest.from(request).headers((headers) -> headers.set(name, "yes")).build()));
	}

	@Test
	void clientCustomizerReachesGenerationAndServerClientAndNoOther() {
		connected().withBean(OllamaWebClientCustomizer.class, () -> (builder) -> addHeader(builder, "X-Ours"))
			.run((context) -> {
				assertThat(send(context.getBean(GenerateOperations.class)).header("X-Ours")).isEqualTo("yes");
				context.getBean(OllamaServerClient.class).version().block();
				assertThat(this.server.takeRequest("/api/version").header("X-Ours")).isEqualTo("yes");
				this.server.enqueue(MockAnswer.tokens("x"));
				post(context.getBean(WebClient.Builder.class));
				assertThat(this.server.takeRequest().header("X-Ours")).isNull();
			});
	}

	private void post(WebClient.Builder builder) {
		builder.build()
			.post()
			.uri(this.server.url() + "/api/generate")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{\"model\":\"gemma3\",\"prompt\":\"p\"}")
			.retrieve()
			.bodyToMono(Void.class)
			.block();
	}

	@Test
	void interceptorsReachEachTemplateInTheirOrder() {
		connected().withUserConfiguration(OrderedInterceptors.class).run((context) -> {
			assertThat(send(context.getBean(GenerateOperations.class)).body()).contains("\"first second p\"");
			assertThat(send(context.getBean(GenerateTemplate.Builder.class).build()).body())
				.contains("\"first second p\"");
		});
	}

	@Test
	void clientCustomizersRunInTheirOrderAfterTheProperties() {
		connected().withBean("second", OllamaWebClientCustomizer.class, () -> new OrderedCustomizers.Second())
			.withBean("first", OllamaWebClientCustomizer.class, () -> new OrderedCustomizers.First())
			.run((context) -> assertThat(send(context.getBean(GenerateOperations.class)).header("X-Order"))
				.isEqualTo("first,second"));
	}

	@Test
	void clientCustomizerMayBringAConnector() {
		connected()
			.withBean(OllamaWebClientCustomizer.class,
					() -> (builder) -> builder.clientConnector(new ReactorClientHttpConnector(
							HttpClient.create().headers((headers) -> headers.set("X-Connector", "mine")))))
			.run((context) -> assertThat(send(context.getBean(GenerateOperations.class)).header("X-Connector"))
				.isEqualTo("mine"));
	}

	@Test
	void customizerThatFailsFailsTheStart() {
		connected().withBean(OllamaWebClientCustomizer.class, () -> (builder) -> {
			throw new IllegalStateException("broken");
		}).run((context) -> assertThat(context).getFailure().hasRootCauseMessage("broken"));
	}

	@Test
	void templateCustomizerHasTheLastWordOnEachBuilder() {
		connected()
			.withBean(GenerateTemplateCustomizer.class,
					() -> (builder) -> builder
						.defaultRequest((request) -> request.model("llama3.2").system("customized")))
			.run((context) -> {
				assertThat(send(context.getBean(GenerateOperations.class)).model()).isEqualTo("llama3.2");
				RecordedRequest further = send(context.getBean(GenerateTemplate.Builder.class).build());
				assertThat(further.field("system").stringValue()).isEqualTo("customized");
			});
	}

	@Test
	void hostileMapperAndClientsOfTheApplicationChangeNothingOnTheWire() {
		this.server.enqueue(MockAnswer.lines("""
				{"model":"m","response":"hi","done":false,"brand_new":1}""", """
				{"model":"m","response":"","done":true,"done_reason":"stop","eval_count":3,"eval_duration":9}"""));
		connected().withUserConfiguration(HostileApplication.class)
			.withPropertyValues("spring.jackson.property-naming-strategy=KEBAB_CASE",
					"spring.jackson.default-property-inclusion=always",
					"spring.jackson.deserialization.fail-on-unknown-properties=true",
					"spring.http.codecs.max-in-memory-size=1B")
			.run((context) -> {
				var response = context.getBean(GenerateOperations.class).prompt("p").call().response();
				assertThat(response.response()).isEqualTo("hi");
				assertThat(response.metrics().evalCount()).isEqualTo(3);
				RecordedRequest request = this.server.takeRequest();
				assertThat(request.body()).isEqualTo("{\"model\":\"gemma3\",\"prompt\":\"p\",\"stream\":true}");
				assertThat(request.header("Content-Type")).isEqualTo("application/json");
				assertThat(request.header("Accept")).contains("application/x-ndjson");
				assertThat(request.header("X-Connector")).as("connector of the application").isNull();
				assertThat(context.getBean(OllamaServerClient.class).version().block()).isNotEmpty();
			});
	}

	@Test
	void severalServersAreToldApartByTheTagsOfTheirMeters() {
		try (MockOllamaServer other = MockOllamaServer.start()) {
			other.enqueue(MockAnswer.tokens("x"));
			connected().withBean(MeterRegistry.class, SimpleMeterRegistry::new)
				.withBean("other", String.class, other::url)
				.withUserConfiguration(TwoServers.class)
				.run((context) -> {
					send(context.getBean(GenerateOperations.class));
					context.getBean("coder", GenerateTemplate.class).prompt("p").call().content();
					assertThat(ports(context.getBean(MeterRegistry.class)))
						.isEqualTo(Map.of(String.valueOf(this.server.port()), 1L, String.valueOf(other.port()), 1L));
				});
		}
	}

	private static Map<String, Long> ports(MeterRegistry meters) {
		return meters.get("ollama.client.generate.operation")
			.tag("server.address", "127.0.0.1")
			.timers()
			.stream()
			.collect(Collectors.toMap((timer) -> timer.getId().getTag("server.port"), Timer::count));
	}

	/**
	 * Customizers whose order is not that of their definition.
	 */
	static final class OrderedCustomizers {

		private OrderedCustomizers() {
		}

		private static void append(WebClient.Builder builder, String name) {
			builder.defaultHeaders((headers) -> headers.set("X-Order",
					headers.containsHeader("X-Order") ? headers.getFirst("X-Order") + "," + name : name));
		}

		@Order(1)
		static final class First implements OllamaWebClientCustomizer {

			@Override
			public void customize(WebClient.Builder webClientBuilder) {
				append(webClientBuilder, "first");
			}

		}

		@Order(2)
		static final class Second implements OllamaWebClientCustomizer {

			@Override
			public void customize(WebClient.Builder webClientBuilder) {
				append(webClientBuilder, "second");
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoServers {

		@Bean
		@Primary
		GenerateTemplate writer(GenerateTemplate.Builder builder) {
			return builder.build();
		}

		@Bean
		GenerateTemplate coder(GenerateTemplate.Builder builder, String other) {
			return builder.baseUrl(other).build();
		}

	}

	/**
	 * Global settings that suit other servers, each of which would break our requests or
	 * answers.
	 */
	@Configuration(proxyBeanMethods = false)
	static class HostileApplication {

		@Bean
		JsonMapperBuilderCustomizer wrappedAndIndented() {
			return (builder) -> builder.enable(SerializationFeature.WRAP_ROOT_VALUE, SerializationFeature.INDENT_OUTPUT)
				.enable(DeserializationFeature.UNWRAP_ROOT_VALUE, DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
		}

		@Bean
		ClientHttpConnector clientHttpConnector() {
			return new ReactorClientHttpConnector(
					HttpClient.create().headers((headers) -> headers.set("X-Connector", "application")));
		}

		@Bean
		WebClientCustomizer hostileDefaults() {
			return (builder) -> builder.baseUrl("http://localhost:1/other")
				.uriBuilderFactory(new DefaultUriBuilderFactory("http://localhost:2"))
				.defaultHeader("Accept", MediaType.TEXT_XML_VALUE)
				.defaultHeader("Content-Type", MediaType.TEXT_XML_VALUE)
				.defaultStatusHandler((status) -> true, (response) -> Mono.error(new IllegalStateException("status")))
				.codecs((codecs) -> {
					codecs.registerDefaults(false);
					codecs.defaultCodecs().maxInMemorySize(1);
				});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OrderedInterceptors {

		@Bean
		@Order(1)
		GenerateInterceptor innermost() {
			return prefix("first ");
		}

		@Bean
		@Order(0)
		GenerateInterceptor outermost() {
			return prefix("second ");
		}

		private static GenerateInterceptor prefix(String prefix) {
			return (request, chain) -> chain.stream(request.mutate().prompt(prefix + request.prompt()).build());
		}

	}

}
