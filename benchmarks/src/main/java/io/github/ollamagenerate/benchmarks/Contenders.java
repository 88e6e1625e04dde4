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

package io.github.ollamagenerate.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.ollama.OllamaStreamingLanguageModel;
import dev.langchain4j.model.output.Response;
import io.github.ollama4j.Ollama;
import io.github.ollama4j.models.generate.OllamaGenerateRequest;
import io.github.ollama4j.models.generate.OllamaGenerateStreamObserver;
import io.github.ollama4j.models.request.ThinkMode;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.client.GenerateTemplate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.ollama.OllamaChatModel;
import org.springframework.ai.ollama.api.OllamaApi;
import org.springframework.ai.ollama.api.OllamaChatOptions;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * All contenders by their name in the table.
 */
final class Contenders {

	private static final int MAX_LINE = 64 * 1024 * 1024;

	/** What the others are compared with. */
	static final String FLOOR = "hand-written loop (floor)";

	/** Calls that block, from Java 21 on. */
	static final String VIRTUAL = "ours, blocking on virtual threads, observed";

	private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

	/** In the order of the table. */
	static final Map<String, Function<String, Contender>> ALL = new LinkedHashMap<>();

	static {
		ALL.put(FLOOR, HandWrittenLoop::new);
		ALL.put("ours, Flux", (url) -> flux(ours(url, false)));
		ALL.put("ours, Flux, observed", (url) -> flux(ours(url, true)));
		ALL.put("ours, Mono", (url) -> mono(ours(url, false)));
		ALL.put("ours, Mono, observed", (url) -> mono(ours(url, true)));
		ALL.put("ours, blocking", (url) -> blocking(ours(url, false)));
		ALL.put("ours, blocking, observed", (url) -> blocking(ours(url, true)));
		ALL.put(VIRTUAL, (url) -> virtual(blocking(ours(url, true))));
		ALL.put("WebClient bodyToFlux", Contenders::webClient);
		ALL.put("Spring AI (chat)", Contenders::springAi);
		ALL.put("LangChain4j", Contenders::langChain4j);
		ALL.put("ollama4j", Contenders::ollama4j);
	}

	private Contenders() {
	}

	/**
	 * Return the names of all that the given version of Java can run.
	 */
	static Stream<String> names(int javaVersion) {
		return ALL.keySet()
			.stream()
			.filter((name) -> javaVersion >= FIRST_WITH_VIRTUAL_THREADS || !name.equals(VIRTUAL));
	}

	private static GenerateTemplate ours(String url, boolean observed) {
		return application(url, "--management.observations.enable.all=" + observed).getBean(GenerateTemplate.class);
	}

	/**
	 * Return an application with the starter.
	 * @param url the URL of the server
	 * @param properties further properties
	 */
	static ConfigurableApplicationContext application(String url, String... properties) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application.run(Stream.concat(Stream.of("--ollama.base-url=" + url, "--ollama.generate.model=gemma3",
				"--ollama.max-in-memory-size=64MB", "--spring.main.banner-mode=off", "--logging.level.root=warn"),
				Stream.of(properties))
			.toArray(String[]::new));
	}

	private static Contender flux(GenerateTemplate ollama) {
		return (prompt, received) -> ollama.prompt(prompt).stream().responses().doOnNext((chunk) -> {
			received.token(chunk.response());
			if (chunk.done()) {
				received.end(chunk.metrics().evalCount());
			}
		});
	}

	private static Contender mono(GenerateTemplate ollama) {
		return (prompt,
				received) -> ollama.prompt(prompt).mono().response().doOnNext((response) -> whole(response, received));
	}

	private static Contender.Blocking blocking(GenerateTemplate ollama) {
		return (prompt, received) -> whole(ollama.prompt(prompt).call().response(), received);
	}

	private static Contender.Blocking virtual(Contender.Blocking contender) {
		Scheduler threads = Schedulers.fromExecutor(new VirtualThreadTaskExecutor("client-"));
		return new Contender.Blocking() {

			@Override
			public void call(String prompt, Received.Stream received) throws Exception {
				contender.call(prompt, received);
			}

			@Override
			public Scheduler threads() {
				return threads;
			}

		};
	}

	private static void whole(GenerateResponse response, Received.Stream received) {
		received.whole(response.response());
		received.end(response.metrics().evalCount());
	}

	private static WebClient.Builder webClientBuilder() {
		return WebClient.builder()
			.clientConnector(new ReactorClientHttpConnector(
					HttpClient.create(ConnectionProvider.builder("peer").maxConnections(Integer.MAX_VALUE).build())))
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(MAX_LINE));
	}

	private static Contender webClient(String url) {
		WebClient client = webClientBuilder().baseUrl(url).build();
		return (prompt, received) -> client.post()
			.uri("/api/generate")
			.accept(MediaType.APPLICATION_NDJSON)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("model", "gemma3", "prompt", prompt, "stream", true))
			.retrieve()
			.bodyToFlux(Chunk.class)
			.doOnNext((chunk) -> {
				received.token(chunk.response());
				if (chunk.done()) {
					received.end(chunk.evalCount());
				}
			});
	}

	private static Contender springAi(String url) {
		OllamaChatModel model = OllamaChatModel.builder()
			.ollamaApi(OllamaApi.builder().baseUrl(url).webClientBuilder(webClientBuilder()).build())
			.options(OllamaChatOptions.builder().model("gemma3").build())
			.build();
		return (prompt, received) -> model.stream(new Prompt(prompt)).doOnNext((response) -> {
			Generation generation = Objects.requireNonNull(response.getResult());
			String text = generation.getOutput().getText();
			if (text != null) {
				received.token(text);
			}
			if ("stop".equals(generation.getMetadata().getFinishReason())) {
				received.end(response.getMetadata().getUsage().getCompletionTokens());
			}
		});
	}

	private static Contender.Threaded langChain4j(String url) {
		OllamaStreamingLanguageModel model = OllamaStreamingLanguageModel.builder()
			.baseUrl(url)
			.modelName("gemma3")
			.timeout(Duration.ofMinutes(5))
			.build();
		return (prompt, received) -> Mono
			.create((sink) -> model.generate(prompt, new StreamingResponseHandler<String>() {

				@Override
				public void onNext(String token) {
					received.token(token);
				}

				@Override
				public void onComplete(Response<String> response) {
					received.end(Objects.requireNonNull(response.tokenUsage()).outputTokenCount());
					sink.success();
				}

				@Override
				public void onError(Throwable error) {
					sink.error(error);
				}

			}));
	}

	private static Contender.Blocking ollama4j(String url) {
		Ollama ollama = new Ollama(url);
		ollama.setRequestTimeoutSeconds(300);
		return (prompt, received) -> {
			OllamaGenerateRequest request = OllamaGenerateRequest.builder()
				.withModel("gemma3")
				.withPrompt(prompt)
				.withStreaming(true)
				.withThink(ThinkMode.DISABLED)
				.build();
			received.end(ollama.generate(request, new OllamaGenerateStreamObserver((thinking) -> {
			}, received::token)).getEvalCount());
		};
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	/**
	 * A line of the answer, as the documentation lists its fields.
	 */
	record Chunk(String model, @JsonProperty("created_at") Instant createdAt, String response, boolean done,
			@JsonProperty("done_reason") @Nullable String doneReason, @Nullable List<Integer> context,
			@JsonProperty("total_duration") @Nullable Long totalDuration,
			@JsonProperty("load_duration") @Nullable Long loadDuration,
			@JsonProperty("prompt_eval_count") @Nullable Integer promptEvalCount,
			@JsonProperty("prompt_eval_duration") @Nullable Long promptEvalDuration,
			@JsonProperty("eval_count") @Nullable Integer evalCount,
			@JsonProperty("eval_duration") @Nullable Long evalDuration) {
	}

}
