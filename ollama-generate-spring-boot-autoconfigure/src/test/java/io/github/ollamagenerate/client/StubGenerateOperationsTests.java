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
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.InvalidRequestException;
import io.github.ollamagenerate.StructuredOutputException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link StubGenerateOperations}.
 */
class StubGenerateOperationsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	@Test
	void textIsTheAnswerToACall() {
		GenerateOperations ollama = StubGenerateOperations.withText((request) -> "Echo: " + request.prompt());
		assertThat(ollama.prompt("one").call().content()).isEqualTo("Echo: one");
		GenerateResponse response = ollama.prompt("two").model("gemma3").call().response();
		assertThat(response.response()).isEqualTo("Echo: two");
		assertThat(response.model()).isEqualTo("gemma3");
		assertThat(response.done()).isTrue();
		assertThat(response.doneReason()).isEqualTo("stop");
	}

	@Test
	void textIsStreamedAsOneChunkBeforeTheLast() {
		GenerateOperations ollama = StubGenerateOperations.withText((request) -> "Sunny.");
		StepVerifier.create(ollama.prompt("p").stream().content())
			.expectNext("Sunny.")
			.expectComplete()
			.verify(TIMEOUT);
		StepVerifier.create(ollama.prompt("p").stream().responses())
			.assertNext((chunk) -> assertThat(chunk.done()).isFalse())
			.assertNext((chunk) -> assertThat(chunk.done()).isTrue())
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void chunksAreStreamedAndJoined() {
		GenerateOperations ollama = new StubGenerateOperations(
				(request) -> Flux.just(chunk("Sun", null), chunk("ny", null), chunk(".", "length")));
		StepVerifier.create(ollama.prompt("p").stream().content())
			.expectNext("Sun", "ny", ".")
			.expectComplete()
			.verify(TIMEOUT);
		GenerateResponse response = ollama.prompt("p").call().response();
		assertThat(response.response()).isEqualTo("Sunny.");
		assertThat(response.doneReason()).isEqualTo("length");
	}

	@Test
	void functionIsCalledForEachSubscription() {
		AtomicInteger calls = new AtomicInteger();
		GenerateOperations ollama = StubGenerateOperations.withText((request) -> "answer " + calls.incrementAndGet());
		Mono<String> content = ollama.prompt("p").mono().content();
		assertThat(calls).hasValue(0);
		StepVerifier.create(content).expectNext("answer 1").expectComplete().verify(TIMEOUT);
		StepVerifier.create(content).expectNext("answer 2").expectComplete().verify(TIMEOUT);
	}

	@Test
	void whenFunctionThrowsThenTheRequestFails() {
		InvalidRequestException refused = new InvalidRequestException("refused", null, null);
		GenerateOperations ollama = StubGenerateOperations.withText((request) -> {
			throw refused;
		});
		assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> ollama.prompt("p").call().content())
			.isSameAs(refused);
		StepVerifier.create(ollama.prompt("p").mono().content()).expectErrorMatches(refused::equals).verify(TIMEOUT);
		StepVerifier.create(ollama.prompt("p").stream().content()).expectErrorMatches(refused::equals).verify(TIMEOUT);
	}

	@Test
	void failureComesAfterTheChunksBeforeIt() {
		IllegalStateException broken = new IllegalStateException("broken");
		GenerateOperations ollama = new StubGenerateOperations(
				(request) -> Flux.concat(Flux.just(chunk("Sun", null)), Flux.error(broken)));
		StepVerifier.create(ollama.prompt("p").stream().content())
			.expectNext("Sun")
			.expectErrorMatches(broken::equals)
			.verify(TIMEOUT);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> ollama.prompt("p").call().content());
	}

	@Test
	void answersAreReadAsEntities() {
		GenerateOperations ollama = StubGenerateOperations.withText((request) -> {
			assertThat(request.format()).as("schema of the type").isNotNull();
			return request.prompt().equals("one") ? "{\"name\":\"Rome\"}" : "[{\"name\":\"Oslo\"},{\"name\":\"Bern\"}]";
		});
		assertThat(ollama.prompt("one").call().entity(City.class)).isEqualTo(new City("Rome"));
		assertThat(ollama.prompt("two").call().entity(new ParameterizedTypeReference<List<City>>() {
		})).containsExactly(new City("Oslo"), new City("Bern"));
		StepVerifier.create(ollama.prompt("two").stream().entities(City.class))
			.expectNext(new City("Oslo"), new City("Bern"))
			.expectComplete()
			.verify(TIMEOUT);
		assertThatExceptionOfType(StructuredOutputException.class)
			.isThrownBy(() -> ollama.prompt("two").call().entity(City.class));
	}

	@Test
	void loadAndUnloadAskTheFunctionToo() {
		GenerateOperations ollama = StubGenerateOperations.withText((request) -> {
			assertThat(request.isLoad()).isTrue();
			return "";
		});
		assertThat(ollama.load("gemma3").model()).isEqualTo("gemma3");
		assertThat(ollama.unload("gemma3").done()).isTrue();
	}

	@Test
	void threadThatMustNotBlockIsRefusedAsByTheTemplate() {
		GenerateOperations ollama = StubGenerateOperations.withText((request) -> "Sunny.");
		Mono<String> content = Mono.fromCallable(() -> ollama.prompt("p").call().content())
			.subscribeOn(Schedulers.parallel());
		StepVerifier.create(content).expectError(IllegalStateException.class).verify(TIMEOUT);
	}

	@Test
	void functionIsRequired() {
		assertThatIllegalArgumentException().isThrownBy(() -> StubGenerateOperations.withText(null))
			.withMessage("'text' must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> new StubGenerateOperations(null))
			.withMessage("'chunks' must not be null");
	}

	private static GenerateResponse chunk(String text, @Nullable String doneReason) {
		return new GenerateResponse("gemma3", null, text, null, doneReason != null, doneReason, null, List.of(), null,
				null, GenerateResponse.Metrics.none(), Map.of());
	}

	record City(String name) {

	}

}
