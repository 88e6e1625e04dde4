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
import java.util.stream.Stream;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.InvalidRequestException;
import io.github.ollamagenerate.KeepAlive;
import io.github.ollamagenerate.StructuredOutputException;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link AbstractGenerateOperations}: a decorator sees every request.
 */
@ExtendWith(MockOllamaExtension.class)
class AbstractGenerateOperationsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private MockOllamaServer server;

	private Decorator ollama;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
		this.ollama = new Decorator(GenerateTemplate.builder(WebClient.builder())
			.baseUrl(server.url())
			.defaultRequest((request) -> request.model("gemma3"))
			.build());
	}

	@Test
	void blockingCallsAreDecorated() {
		this.server.enqueue(MockAnswer.tokens("a", "b")).enqueue(MockAnswer.tokens("c"));
		assertThat(this.ollama.prompt("one").call().content()).isEqualTo("ab");
		assertThat(this.ollama.prompt("two").call().response().response()).isEqualTo("c");
		assertThat(this.ollama.seen).containsExactly("generate one", "generate two");
		assertThat(this.server.takeRequest()).hasPrompt("one").hasField("suffix", "decorated");
	}

	@Test
	void monosAreDecoratedForEachSubscription() {
		this.server.enqueue(MockAnswer.tokens("a")).enqueue(MockAnswer.tokens("b"));
		Mono<String> content = this.ollama.prompt("p").mono().content();
		assertThat(this.ollama.sent).isZero();
		StepVerifier.create(content).expectNext("a").expectComplete().verify(TIMEOUT);
		StepVerifier.create(content).expectNext("b").expectComplete().verify(TIMEOUT);
		assertThat(this.ollama.sent).isEqualTo(2);
	}

	@Test
	void streamsAreDecorated() {
		this.server.enqueue(MockAnswer.tokens("a", "b"));
		StepVerifier.create(this.ollama.prompt("p").stream().content())
			.expectNext("a", "b")
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.ollama.seen).containsExactly("stream p");
	}

	@Test
	void entitiesAreReadFromWhatTheDecoratorReturns() {
		Stream.of("{\"city_name\":\"Rome\"}", "[{\"city_name\":\"Oslo\"}]", "[{\"city_name\":\"Bern\"}]")
			.forEach((json) -> this.server.enqueue(MockAnswer.tokens(json)));
		assertThat(this.ollama.prompt("one").call().entity(City.class)).isEqualTo(new City("Rome"));
		assertThat(this.ollama.prompt("two").call().entity(new ParameterizedTypeReference<List<City>>() {
		})).containsExactly(new City("Oslo"));
		StepVerifier.create(this.ollama.prompt("three").stream().entities(City.class))
			.expectNext(new City("Bern"))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.ollama.seen).containsExactly("generate one", "generate two", "stream three");
		assertThat(this.server.takeRequest().field("format").path("properties").propertyNames())
			.as("schema of the decorator's mapper")
			.containsExactly("city_name");
	}

	@Test
	void answerThatIsNotOfTheTypeFails() {
		this.server.enqueue(MockAnswer.tokens("Rome"));
		assertThatExceptionOfType(StructuredOutputException.class)
			.isThrownBy(() -> this.ollama.prompt("p").call().entity(City.class));
	}

	@Test
	void loadAndUnloadAreDecorated() {
		assertThat(this.ollama.load("gemma3").doneReason()).isEqualTo("load");
		assertThat(this.ollama.load("gemma3", KeepAlive.of("1m")).doneReason()).isEqualTo("load");
		assertThat(this.ollama.unload("gemma3").doneReason()).isEqualTo("unload");
		assertThat(this.ollama.sent).isEqualTo(3);
	}

	@Test
	void decoratorCanRefuse() {
		this.ollama.refuse = true;
		assertThatExceptionOfType(InvalidRequestException.class)
			.isThrownBy(() -> this.ollama.prompt("p").call().content());
		StepVerifier.create(this.ollama.prompt("p").stream().content())
			.expectError(InvalidRequestException.class)
			.verify(TIMEOUT);
		assertThat(this.server.requestCount()).isZero();
	}

	@Test
	void decoratorsNest() {
		this.server.enqueue(MockAnswer.tokens("a"));
		Decorator outer = new Decorator(this.ollama);
		assertThat(outer.prompt("p").call().content()).isEqualTo("a");
		assertThat(outer.seen).containsExactly("generate p");
		assertThat(this.ollama.seen).containsExactly("generate p");
	}

	@Test
	void threadThatMustNotBlockIsRefusedBeforeAnythingIsSent() {
		Mono<String> content = Mono.fromCallable(() -> this.ollama.prompt("p").call().content())
			.subscribeOn(Schedulers.parallel());
		StepVerifier.create(content).expectError(IllegalStateException.class).verify(TIMEOUT);
		assertThat(this.ollama.sent).isZero();
	}

	@Test
	void answerThatNeverComesIsNamed() {
		GenerateOperations silent = new AbstractGenerateOperations(JsonMapper.shared()) {

			@Override
			public Mono<GenerateResponse> generate(GenerateRequest request) {
				return Mono.empty();
			}

			@Override
			public Flux<GenerateResponse> stream(GenerateRequest request) {
				return Flux.empty();
			}

		};
		assertThatIllegalStateException().isThrownBy(() -> silent.prompt("p").call().content())
			.withMessage("call() returned neither a result nor an error");
		assertThatIllegalStateException().isThrownBy(() -> silent.load("gemma3"))
			.withMessage("load(model) returned neither a result nor an error");
	}

	@Test
	void mapperIsRequired() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Decorator(this.ollama, null))
			.withMessage("'jsonMapper' must not be null");
	}

	record City(String cityName) {

	}

	private static final class Decorator extends AbstractGenerateOperations {

		private final GenerateOperations delegate;

		private final List<String> seen = new ArrayList<>();

		private int sent;

		private boolean refuse;

		Decorator(GenerateOperations delegate) {
			this(delegate, JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build());
		}

		Decorator(GenerateOperations delegate, JsonMapper jsonMapper) {
			super(jsonMapper);
			this.delegate = delegate;
		}

		@Override
		public Mono<GenerateResponse> generate(GenerateRequest request) {
			return Mono.defer(() -> this.delegate.generate(decorate("generate", request)));
		}

		@Override
		public Flux<GenerateResponse> stream(GenerateRequest request) {
			return Flux.defer(() -> this.delegate.stream(decorate("stream", request)));
		}

		private GenerateRequest decorate(String method, GenerateRequest request) {
			if (this.refuse) {
				throw new InvalidRequestException("refused by a guardrail", null, null);
			}
			this.sent++;
			this.seen.add(method + " " + request.prompt());
			return (request.isLoad() || request.format() != null) ? request
					: request.mutate().suffix("decorated").build();
		}

	}

}
