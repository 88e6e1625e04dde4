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
import java.util.stream.IntStream;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.ServerBusyException;
import io.github.ollamagenerate.TruncatedResponseException;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.server.OllamaServerClient;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests several servers behind one name, with Spring Cloud LoadBalancer itself.
 */
class LoadBalancerTests {

	private final List<MockOllamaServer> servers = new ArrayList<>();

	@BeforeEach
	void start() {
		IntStream.range(0, 3).forEach((index) -> this.servers.add(MockOllamaServer.start()));
	}

	@AfterEach
	void stop() {
		this.servers.forEach(MockOllamaServer::close);
	}

	private ConfigurableApplicationContext run(String... arguments) {
		return runAt("http://ollama-pool", arguments);
	}

	private ConfigurableApplicationContext runAt(String url, String... arguments) {
		List<String> all = new ArrayList<>(List.of("--ollama.base-url=" + url, "--ollama.load-balanced=true",
				"--ollama.generate.model=gemma3", "--ollama.api-key=secret", "--ollama.generate.retry.delay=10ms"));
		for (int index = 0; index < this.servers.size(); index++) {
			all.add("--spring.cloud.discovery.client.simple.instances.ollama-pool[" + index + "].uri="
					+ this.servers.get(index).url());
		}
		all.addAll(List.of(arguments));
		return SpringApplication.run(Application.class, all.toArray(String[]::new));
	}

	private int[] requests() {
		return this.servers.stream().mapToInt(MockOllamaServer::requestCount).toArray();
	}

	@Test
	void requestsGoToEachServerInTurnWithTheKey() {
		try (ConfigurableApplicationContext context = run()) {
			GenerateOperations ollama = context.getBean(GenerateOperations.class);
			for (int call = 0; call < 6; call++) {
				assertThat(ollama.prompt("p").call().content()).isNotEmpty();
			}
			assertThat(requests()).containsExactly(2, 2, 2);
			assertThat(this.servers).allSatisfy(
					(server) -> assertThat(server.takeRequest().header("Authorization")).isEqualTo("Bearer secret"));
			assertThat(context.getBean(OllamaServerClient.class).version().block()).isNotEmpty();
		}
	}

	@Test
	void loadBalancedBuilderOfTheApplicationDoesNotReachTheStarter() {
		MockOllamaServer server = this.servers.get(0);
		try (ConfigurableApplicationContext context = SpringApplication.run(LoadBalancedApplication.class,
				"--ollama.base-url=" + server.url(), "--ollama.generate.model=gemma3")) {
			assertThat(context.getBean(GenerateOperations.class).prompt("p").call().content()).isNotEmpty();
			assertThat(context.getBean(OllamaServerClient.class).version().block()).isNotEmpty();
		}
	}

	@Test
	void whenAServerDiesCallsWithoutAChunkMoveOnAndNoneIsAnsweredTwice() {
		MockOllamaServer dying = this.servers.get(0);
		this.servers.forEach((server) -> {
			for (int answer = 0; answer < 2; answer++) {
				server.enqueue((server != dying) ? MockAnswer.tokens("whole", ".") : MockAnswer.stall());
			}
		});
		try (ConfigurableApplicationContext context = run()) {
			GenerateOperations ollama = context.getBean(GenerateOperations.class);
			Flux<String> calls = Flux.range(0, 6)
				.flatMap((call) -> ollama.prompt("call " + call)
					.mono()
					.content()
					.subscribeOn(Schedulers.boundedElastic()));
			Mono<List<String>> answers = calls.collectList().cache();
			answers.subscribe();
			dying.takeRequest();
			dying.takeRequest();
			this.servers.subList(1, 3).forEach((server) -> server.enqueue(MockAnswer.tokens("moved on")));
			dying.close();
			assertThat(answers.block()).hasSize(6).filteredOn("moved on"::equals).hasSize(2);
		}
	}

	@Test
	void answerThatHadBegunIsNotBegunAgain() {
		this.servers.forEach((server) -> server.enqueue(MockAnswer.tokens("half").thenCut()));
		try (ConfigurableApplicationContext context = run()) {
			assertThatExceptionOfType(TruncatedResponseException.class)
				.isThrownBy(() -> context.getBean(GenerateOperations.class).prompt("p").call().content());
			assertThat(IntStream.of(requests()).sum()).isOne();
			this.servers.forEach(MockOllamaServer::reset);
		}
	}

	@Test
	void furtherTemplateGoesToItsOwnServer() {
		try (MockOllamaServer other = MockOllamaServer.start(); ConfigurableApplicationContext context = run()) {
			context.getBean(GenerateTemplate.Builder.class).baseUrl(other.url()).build().prompt("p").call().content();
			assertThat(other.requestCount()).isOne();
			assertThat(requests()).containsOnly(0);
		}
	}

	@Test
	void nameWithoutServersIsNamed() {
		try (ConfigurableApplicationContext context = runAt("http://nobody")) {
			assertThatExceptionOfType(ServerBusyException.class)
				.isThrownBy(() -> context.getBean(GenerateOperations.class).prompt("p").call().content())
				.withMessageContaining("nobody");
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void whatIsMissingIsNamed(CapturedOutput output) {
		assertThatExceptionOfType(BeanCreationException.class)
			.isThrownBy(() -> run("--spring.cloud.loadbalancer.enabled=false"));
		assertThat(output).contains("ollama.load-balanced")
			.contains("add 'org.springframework.cloud:spring-cloud-starter-loadbalancer'");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class LoadBalancedApplication {

		@Bean
		@LoadBalanced
		WebClient.Builder loadBalanced() {
			return WebClient.builder();
		}

	}

}
