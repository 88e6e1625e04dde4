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

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.ModelNotFoundException;
import io.github.ollamagenerate.TruncatedResponseException;
import io.github.ollamagenerate.autoconfigure.OllamaGenerateAutoConfiguration;
import io.github.ollamagenerate.client.AbstractGenerateOperations;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.integration.cookbook.Batch.Result;
import io.github.ollamagenerate.integration.cookbook.EditorCompletions.Cursor;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RecordedRequest;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests the recipes of the cookbook that need no web application.
 */
@ExtendWith(MockOllamaExtension.class)
class ClientRecipesIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final MockAnswer BROKEN = MockAnswer.json(500, "{\"error\":\"broken\"}");

	private static final MockAnswer MISSING = MockAnswer.json(404, "{\"error\":\"model 'gemma3' not found\"}");

	private MockOllamaServer server;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
	}

	private GenerateTemplate ollama(Consumer<GenerateTemplate.Builder> customizer) {
		GenerateTemplate.Builder builder = GenerateTemplate.builder(WebClient.builder())
			.baseUrl(this.server.url())
			.defaultRequest((request) -> request.model("gemma3"));
		customizer.accept(builder);
		return builder.build();
	}

	private GenerateTemplate ollama() {
		return ollama((builder) -> {
		});
	}

	@Test
	void batchCollectsFailuresAndKeepsTheOrder() {
		this.server.enqueue((request) -> assertThat(request).hasPrompt("a"), MockAnswer.tokens("A"))
			.enqueue((request) -> assertThat(request).hasPrompt("b"), BROKEN)
			.enqueue((request) -> assertThat(request).hasPrompt("c"), MockAnswer.tokens("C"));
		List<Integer> progress = new ArrayList<>();
		List<Result> results = new Batch(ollama(), 2).run(List.of("a", "b", "c"), progress::add).block(TIMEOUT);
		assertThat(results).extracting(Result::index).containsExactly(0, 1, 2);
		assertThat(results).extracting(Result::text).containsExactly("A", null, "C");
		assertThat(results.get(1).failure()).isInstanceOf(GenerateResponseException.class);
		assertThat(progress).containsExactly(1, 2, 3);
	}

	@Test
	void batchSendsAFewAtATime() {
		ManualOperations ollama = new ManualOperations();
		List<Result> results = new ArrayList<>();
		new Batch(ollama, 2).run(List.of("a", "b", "c", "d"), (finished) -> {
		}).subscribe(results::addAll);
		assertThat(ollama.running.keySet()).containsExactly("a", "b");
		ollama.answer("b");
		assertThat(ollama.running.keySet()).containsExactly("a", "c");
		List.of("c", "d", "a").forEach(ollama::answer);
		assertThat(results).extracting(Result::text).containsExactly("a!", "b!", "c!", "d!");
	}

	@Test
	void secondServerAnswersIfTheFirstOneDoesNot(MockOllamaServer first) {
		try (MockOllamaServer second = MockOllamaServer.builder().models("llama3.2").start()) {
			new ApplicationContextRunner()
				.withConfiguration(
						AutoConfigurations.of(OllamaGenerateAutoConfiguration.class, JacksonAutoConfiguration.class))
				.withUserConfiguration(FallbackConfiguration.class)
				.withPropertyValues("ollama.base-url=" + first.url(), "second.base-url=" + second.url(),
						"ollama.generate.model=gemma3", "ollama.generate.retry.max-attempts=1")
				.run((context) -> {
					GenerateOperations ollama = context.getBean(GenerateOperations.class);
					first.enqueue(MISSING).enqueue(MockAnswer.json(503, "{\"error\":\"busy\"}"));
					second.enqueue(MockAnswer.tokens("two")).enqueue(MockAnswer.tokens("two"));
					assertThat(ollama.prompt("p").call().content()).isEqualTo("two");
					assertThat(ollama.prompt("p").stream().content().collectList().block(TIMEOUT))
						.containsExactly("two");
					assertThat(second.takeRequest()).hasModel("llama3.2");
					first.enqueue(MockAnswer.tokens("one").thenCut()).enqueue(BROKEN);
					assertThatExceptionOfType(TruncatedResponseException.class)
						.isThrownBy(() -> ollama.prompt("p").stream().content().blockLast(TIMEOUT));
					assertThatExceptionOfType(GenerateResponseException.class)
						.isThrownBy(() -> ollama.prompt("p").call().content());
					assertThat(second.requestCount()).isEqualTo(2);
				});
		}
	}

	@Test
	void circuitOpensAfterFailuresOfTheServer() {
		GenerateTemplate ollama = ollama((builder) -> builder.interceptor(Resilience.create()));
		for (int i = 0; i < 5; i++) {
			this.server.enqueue(BROKEN);
			assertThatExceptionOfType(GenerateResponseException.class)
				.isThrownBy(() -> ollama.prompt("p").call().content());
		}
		assertThatExceptionOfType(CallNotPermittedException.class)
			.isThrownBy(() -> ollama.prompt("p").call().content());
		assertThat(this.server.requestCount()).isEqualTo(5);
	}

	@Test
	void circuitStaysClosedAfterRefusedRequests() {
		GenerateTemplate ollama = ollama((builder) -> builder.interceptor(Resilience.create()));
		for (int i = 0; i < 5; i++) {
			this.server.enqueue(MISSING);
			assertThatExceptionOfType(ModelNotFoundException.class)
				.isThrownBy(() -> ollama.prompt("p").call().content());
		}
		assertThat(ollama.prompt("p").call().content()).isNotEmpty();
	}

	@Test
	void rateIsLimited() {
		Resilience resilience = Resilience.create();
		GenerateTemplate ollama = ollama((builder) -> builder.interceptor(resilience));
		resilience.limiter().changeTimeoutDuration(Duration.ZERO);
		resilience.limiter().drainPermissions();
		assertThatExceptionOfType(RequestNotPermitted.class).isThrownBy(() -> ollama.prompt("p").call().content());
		assertThat(this.server.requestCount()).isZero();
	}

	@Test
	void longDocumentIsDivided() {
		Summaries summaries = new Summaries(
				ollama((builder) -> builder.defaultRequest((request) -> request.truncate(false).shift(false))));
		String document = "The sky is blue because of the air.\n".repeat(1200);
		assertThat(summaries.summarize(document)).isNotEmpty();
		// refused, both halves, and their summaries
		assertThat(this.server.requestCount()).isEqualTo(4);
		assertThatIllegalStateException().isThrownBy(() -> summaries.summarize("sky ".repeat(20_000)));
	}

	@Test
	void documentThatLeavesNoRoomForTheAnswerIsDivided() {
		this.server.enqueue(MockAnswer.lines("""
				{"model":"gemma3","response":"The sky","done":true,"done_reason":"length","prompt_eval_count":8000,\
				"eval_count":192}"""));
		assertThat(new Summaries(ollama()).summarize("The sky is blue.\nThe sea is blue.\n")).isNotEqualTo("The sky");
		assertThat(this.server.requestCount()).isEqualTo(4);
	}

	@Test
	void newCursorStopsTheCompletionOfTheOldOne() {
		Sinks.Many<Cursor> cursors = Sinks.many().unicast().onBackpressureBuffer();
		List<String> completions = new ArrayList<>();
		Mono<Void> end = new EditorCompletions(ollama()).complete(cursors.asFlux()).doOnNext(completions::add).then();
		Sinks.Empty<Void> ended = Sinks.empty();
		end.subscribe(null, ended::tryEmitError, ended::tryEmitEmpty);
		this.server.enqueue(MockAnswer.tokens("old").thenStall()).enqueue(MockAnswer.tokens("return a"));
		cursors.tryEmitNext(new Cursor("de", ""));
		cursors.tryEmitNext(new Cursor("def gcd(a, b):\n\t", "\n"));
		RecordedRequest old = this.server.takeRequest();
		assertThat(old).hasPrompt("def gcd(a, b):\n\t").hasField("suffix", "\n").hasOption("num_predict", 64);
		cursors.tryEmitNext(new Cursor("def gcd(a, b):\n\treturn", "\n"));
		assertThat(old.awaitConnectionClosed(TIMEOUT)).isTrue();
		assertThat(this.server.takeRequest()).hasPrompt("def gcd(a, b):\n\treturn");
		cursors.tryEmitComplete();
		ended.asMono().block(TIMEOUT);
		assertThat(completions).containsExactly("return a");
		assertThat(this.server.requestCount()).isEqualTo(2);
	}

	@Test
	void contextContinuesTheConversation() {
		Conversation conversation = new Conversation(ollama());
		assertThat(conversation.say("My name is Ada.")).isNotEmpty();
		assertThat(conversation.say("What is my name?")).isNotEmpty();
		assertThat(this.server.takeRequest().field("context").size()).isZero();
		assertThat(this.server.takeRequest().field("context").size()).isGreaterThan(5);
	}

	@Test
	void transcriptContinuesTheConversation() {
		this.server.enqueue(MockAnswer.tokens("Hello Ada.")).enqueue(MockAnswer.tokens("Ada."));
		Transcript transcript = new Transcript(ollama());
		transcript.say("My name is Ada.");
		assertThat(transcript.say("What is my name?")).isEqualTo("Ada.");
		assertThat(this.server.takeRequest()).hasPrompt("User: My name is Ada.\nAssistant: ");
		assertThat(this.server.takeRequest()).hasPrompt("""
				User: My name is Ada.
				Assistant: Hello Ada.
				User: What is my name?
				Assistant:\s""");
	}

	/**
	 * Answers when the test says so.
	 */
	private static final class ManualOperations extends AbstractGenerateOperations {

		private final Map<String, Sinks.One<GenerateResponse>> running = new LinkedHashMap<>();

		ManualOperations() {
			super(JsonMapper.shared());
		}

		@Override
		public Mono<GenerateResponse> generate(GenerateRequest request) {
			return Mono.defer(() -> this.running.computeIfAbsent(request.prompt(), (prompt) -> Sinks.one()).asMono());
		}

		@Override
		public Flux<GenerateResponse> stream(GenerateRequest request) {
			return generate(request).flux();
		}

		void answer(String prompt) {
			this.running.remove(prompt)
				.tryEmitValue(GenerateResponse.builder().model("m").response(prompt + "!").done(true).build());
		}

	}

}
