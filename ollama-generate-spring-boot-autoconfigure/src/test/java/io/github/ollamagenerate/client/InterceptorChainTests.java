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

package io.github.ollamagenerate.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.ollamagenerate.GenerateInterceptor;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.InvalidRequestException;
import io.github.ollamagenerate.ModelNotFoundException;
import io.github.ollamagenerate.ResponseFormat;
import io.github.ollamagenerate.TruncatedResponseException;
import io.github.ollamagenerate.observation.GenerateObservationContext;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RecordedRequest;
import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InterceptorChain} in each way to ask.
 */
@ExtendWith({ MockOllamaExtension.class, BufferLeakDetector.Extension.class, BlockingCallDetector.Extension.class })
class InterceptorChainTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String NAME = "ollama.client.generate.operation";

	private final TestObservationRegistry observations = TestObservationRegistry.create();

	private MockOllamaServer server;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
	}

	private GenerateTemplate template(GenerateInterceptor... interceptors) {
		GenerateTemplate.Builder builder = GenerateTemplate.builder(WebClient.builder())
			.baseUrl(this.server.url())
			.observationRegistry(this.observations)
			.retry(2, Duration.ofMillis(1), Duration.ofMillis(1))
			.defaultRequest((request) -> request.model("gemma3").system("short"));
		List.of(interceptors).forEach(builder::interceptor);
		return builder.build();
	}

	private static GenerateResponse answer(String text) {
		return GenerateResponse.builder().model("gemma3").response(text).build();
	}

	private static String text(List<GenerateResponse> chunks) {
		return String.join("", chunks.stream().map(GenerateResponse::response).toList());
	}

	@ParameterizedTest
	@EnumSource
	void completeRequestAndAnswerCanBeChanged(CallMode mode) {
		this.server.enqueue(MockAnswer.tokens("a", "b"));
		GenerateTemplate template = template((request, chain) -> {
			assertThat(request.system()).isEqualTo("short");
			return chain.stream(request.mutate().prompt("In English: " + request.prompt()).system(null).build())
				.map((chunk) -> chunk.mutate().response(chunk.response().toUpperCase(Locale.ROOT)).build());
		});
		List<GenerateResponse> answer = mode.send(template, "p").collectList().block(TIMEOUT);
		assertThat(text(answer)).isEqualTo("AB");
		assertThat(answer.get(answer.size() - 1).metrics().evalCount()).isEqualTo(2);
		RecordedRequest request = this.server.takeRequest();
		assertThat(request).hasPrompt("In English: p");
		assertThat(request.field("system").isMissingNode()).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void answerCanBeGivenWithoutTheServer(CallMode mode) {
		GenerateTemplate template = template(
				(request, chain) -> Flux.just(answer("cached").mutate().response("from a cache").build()));
		StepVerifier.create(mode.send(template, "p"))
			.assertNext((answer) -> assertThat(answer).satisfies((whole) -> assertThat(whole.done()).isTrue())
				.extracting(GenerateResponse::response)
				.isEqualTo("from a cache"))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.server.requestCount()).isZero();
		TestObservationRegistryAssert.assertThat(this.observations).hasNumberOfObservationsWithNameEqualTo(NAME, 1);
	}

	@ParameterizedTest
	@EnumSource
	void requestCanBeRejectedWithAnyException(CallMode mode) {
		GenerateTemplate template = template((request, chain) -> {
			throw new UnsupportedOperationException("not this one");
		});
		StepVerifier.create(mode.send(template, "p")).expectErrorMessage("not this one").verify(TIMEOUT);
		assertThat(this.server.requestCount()).isZero();
		TestObservationRegistryAssert.assertThat(this.observations)
			.hasObservationWithNameEqualTo(NAME)
			.that()
			.hasError()
			.hasBeenStopped();
	}

	@ParameterizedTest
	@EnumSource
	void wholeAnswerCanBeJudged(CallMode mode) {
		this.server.enqueue(MockAnswer.tokens("bad", " word"));
		GenerateTemplate template = template((request, chain) -> chain.generate(request)
			.map((answer) -> answer.response().equals("bad word") ? answer.mutate().response("*").build() : answer)
			.flux());
		StepVerifier.create(mode.send(template, "p").map(GenerateResponse::response))
			.expectNext("*")
			.expectComplete()
			.verify(TIMEOUT);
	}

	@ParameterizedTest
	@EnumSource
	void retriesAreWithinTheInterceptor(CallMode mode) {
		this.server.enqueue(MockAnswer.json(503, "{}"));
		this.server.enqueue(MockAnswer.tokens("a"));
		AtomicInteger calls = new AtomicInteger();
		GenerateTemplate template = template((request, chain) -> {
			calls.incrementAndGet();
			return chain.stream(request);
		});
		assertThat(text(mode.send(template, "p").collectList().block(TIMEOUT))).isEqualTo("a");
		assertThat(calls).hasValue(1);
		assertThat(this.server.requestCount()).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void requestCanBeSentAgain(CallMode mode) {
		this.server.enqueue(MockAnswer.tokens("maybe"));
		this.server.enqueue(MockAnswer.tokens("yes"));
		GenerateTemplate template = template((request, chain) -> chain.generate(request)
			.filter((answer) -> !answer.response().equals("maybe"))
			.repeatWhenEmpty(2, (attempts) -> attempts)
			.flux());
		assertThat(text(mode.send(template, "p").collectList().block(TIMEOUT))).isEqualTo("yes");
	}

	@ParameterizedTest
	@EnumSource
	void failureOfTheServerPassesThrough(CallMode mode) {
		this.server.enqueue(MockAnswer.json(404, "{\"error\":\"model 'gemma3' not found\"}"));
		AtomicReference<Throwable> seen = new AtomicReference<>();
		GenerateTemplate template = template((request, chain) -> chain.stream(request).doOnError(seen::set));
		StepVerifier.create(mode.send(template, "p")).expectError(ModelNotFoundException.class).verify(TIMEOUT);
		assertThat(seen.get()).isInstanceOf(ModelNotFoundException.class);
	}

	@Test
	void cancellationPassesThrough() {
		this.server.enqueue(MockAnswer.tokens("a", "b").thenStall());
		GenerateTemplate template = template((request, chain) -> chain.stream(request));
		StepVerifier.create(template.prompt("p").stream().content().take(1))
			.expectNext("a")
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.server.takeRequest().awaitConnectionClosed(TIMEOUT)).isTrue();
		TestObservationRegistryAssert.assertThat(this.observations)
			.hasObservationWithNameEqualTo(NAME)
			.that()
			.hasBeenStopped();
	}

	@ParameterizedTest
	@EnumSource
	void answerWithoutAnEndIsAFailure(CallMode mode) {
		GenerateTemplate template = template((request, chain) -> chain.stream(request).filter((chunk) -> !chunk.done()),
				(request, chain) -> chain.stream(request));
		this.server.enqueue(MockAnswer.tokens("a"));
		StepVerifier.create(mode.send(template, "p").then())
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(TruncatedResponseException.class)
				.hasMessageStartingWith(
						"An interceptor ended the answer of model 'gemma3' without a chunk that is done"))
			.verify(TIMEOUT);
		StepVerifier.create(mode.send(template((request, chain) -> Flux.empty()), "p").then())
			.expectError(TruncatedResponseException.class)
			.verify(TIMEOUT);
		StepVerifier.create(mode.send(template((request, chain) -> null), "p").then())
			.expectErrorMatches(
					(ex) -> ex instanceof IllegalStateException && ex.getMessage().endsWith(" returned null"))
			.verify(TIMEOUT);
	}

	@Test
	void interceptorsAreCalledInTheirOrderOncePerSubscription() {
		List<String> calls = new ArrayList<>();
		GenerateTemplate template = template((request, chain) -> {
			calls.add("first");
			return chain.stream(request).doOnComplete(() -> calls.add("first ends"));
		}, (request, chain) -> {
			calls.add("second");
			return chain.stream(request).doOnComplete(() -> calls.add("second ends"));
		});
		Flux<String> answer = template.prompt("p").stream().content();
		assertThat(calls).isEmpty();
		answer.then().block(TIMEOUT);
		answer.then().block(TIMEOUT);
		assertThat(calls).containsExactly("first", "second", "second ends", "first ends", "first", "second",
				"second ends", "first ends");
	}

	@Test
	void changedRequestIsCheckedAndItsFormatNamed() {
		GenerateTemplate noModel = template((request, chain) -> chain.stream(request.mutate().model(" ").build()));
		StepVerifier.create(noModel.prompt("p").mono().content())
			.expectError(InvalidRequestException.class)
			.verify(TIMEOUT);
		GenerateTemplate typed = template((request, chain) -> chain
			.stream(request.mutate().format(ResponseFormat.schemaOf(String[].class)).build()));
		typed.prompt("p").call().content();
		assertThat(this.server.takeRequest().field("format").path("type")).hasToString("\"array\"");
	}

	@Test
	void typedAnswersAndSingleJsonAnswersAreIntercepted() {
		GenerateInterceptor one = (request, chain) -> Flux.just(answer("[1,2]"));
		assertThat(template(one).prompt("p").call().entity(int[].class)).containsExactly(1, 2);
		assertThat(template(one).prompt("p").stream().entities(Integer.class).collectList().block(TIMEOUT))
			.containsExactly(1, 2);
		GenerateTemplate single = GenerateTemplate.builder(WebClient.builder())
			.baseUrl(this.server.url())
			.aggregate(false)
			.interceptor((request, chain) -> chain.stream(request).map((chunk) -> chunk.mutate().response("x").build()))
			.build();
		assertThat(single.prompt("p").model("gemma3").call().content()).isEqualTo("x");
		assertThat(this.server.takeRequest().field("stream")).hasToString("false");
	}

	@Test
	void loadingAModelIsNotIntercepted() {
		GenerateTemplate template = template((request, chain) -> Flux.error(new IllegalStateException("intercepted")));
		assertThat(template.load("gemma3").done()).isTrue();
		assertThat(template.generate(GenerateRequest.unload("gemma3")).block(TIMEOUT).done()).isTrue();
	}

	@Test
	void observationHasTheAnswerOfTheInterceptor() {
		AtomicReference<GenerateObservationContext> context = new AtomicReference<>();
		template((request, chain) -> Flux.deferContextual((reactor) -> {
			context.set((GenerateObservationContext) reactor.<Observation>get(ObservationThreadLocalAccessor.KEY)
				.getContext());
			return Flux.just(answer("cached"));
		})).prompt("p").call().content();
		assertThat(context.get().getResponse().response()).isEqualTo("cached");
	}

}
