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
import java.util.function.UnaryOperator;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.StructuredOutputException;
import io.github.ollamagenerate.observation.GenerateMeterObservationHandler;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the outcome of an answer that is read as a value.
 */
@ExtendWith(MockOllamaExtension.class)
class StructuredOutputObservationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String OPERATION = "ollama.client.generate.operation";

	private static final String END = """
			{"model":"m","response":"","done":true,"done_reason":"stop","eval_count":12,"eval_duration":500000000}""";

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private MockOllamaServer server;

	private GenerateTemplate ollama;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig()
			.observationHandler(new DefaultMeterObservationHandler(this.meters))
			.observationHandler(new GenerateMeterObservationHandler(this.meters));
		this.ollama = GenerateTemplate.builder(WebClient.builder())
			.baseUrl(server.url())
			.defaultRequest((request) -> request.model("m"))
			.observationRegistry(observations)
			.build();
	}

	@Test
	void answerThatIsRead() {
		answer("{\"name\":\"Rome\"}");
		assertThat(this.ollama.prompt("p").call().entity(City.class)).isEqualTo(new City("Rome"));
		assertOnly("SUCCESS none stop");
		answer("[{\"name\":\"Rome\"},{\"name\":\"Bern\"}]");
		assertThat(this.ollama.prompt("p").stream().entities(City.class).collectList().block(TIMEOUT)).hasSize(2);
		assertThat(this.meters.get(OPERATION).timer().count()).isEqualTo(2);
		assertOnly("SUCCESS none stop");
	}

	@Test
	void answerThatCannotBeReadIsAnErrorWithItsTokens() {
		answer("{\"name\":");
		assertThatExceptionOfType(StructuredOutputException.class)
			.isThrownBy(() -> this.ollama.prompt("p").call().entity(City.class));
		assertOnly("ERROR structured_output stop");
		assertThat(this.meters.get("ollama.client.generate.eval.tokens").summary().totalAmount()).isEqualTo(12);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[{\"name\":\"Rome\"},{\"nam", "[{\"name\":\"Rome\"}", "not JSON" })
	void listThatCannotBeReadIsAnErrorAtAnyPlace(String text) {
		answer(text);
		assertThatExceptionOfType(StructuredOutputException.class)
			.isThrownBy(() -> this.ollama.prompt("p").stream().entities(City.class).collectList().block(TIMEOUT));
		assertThat(outcomes()).singleElement().asString().startsWith("ERROR structured_output");
		assertNoneIsActive();
	}

	@Test
	void elementThatCannotBeReadIsAnErrorWhileTheAnswerArrives() {
		this.server.enqueue(MockAnswer.tokens("[{\"name\":\"Rome\"},", "{}", ",").thenStall());
		assertThatExceptionOfType(StructuredOutputException.class)
			.isThrownBy(() -> this.ollama.prompt("p").stream().entities(City.class).collectList().block(TIMEOUT));
		assertOnly("ERROR structured_output none");
	}

	@Test
	void listThatIsCancelledIsNoError() {
		this.server.enqueue(MockAnswer.tokens("[{\"name\":\"Rome\"},").thenStall());
		assertThat(this.ollama.prompt("p").stream().entities(City.class).blockFirst(TIMEOUT)).isNotNull();
		assertOnly("CANCELLED none none");
	}

	@Test
	void answerThatADecoratorKeepsOrAsksForTwiceEnds() {
		answer("{}");
		GenerateOperations keeping = new Decorator((answer) -> answer.then(Mono.empty()));
		assertThat(keeping.prompt("p").mono().entity(City.class).blockOptional(TIMEOUT)).isEmpty();
		assertOnly("SUCCESS none stop");
		answer("{}");
		answer("{\"name\":\"Rome\"}");
		GenerateOperations repeating = new Decorator((answer) -> answer.then(answer));
		assertThat(repeating.prompt("p").call().entity(City.class)).isEqualTo(new City("Rome"));
		assertOnly("SUCCESS none stop");
		assertThat(this.meters.get(OPERATION).timer().count()).isEqualTo(3);
	}

	@Test
	void answerThatADecoratorRepairsIsNoError() {
		answer("{\"name\":");
		GenerateOperations repairing = new Decorator(
				(answer) -> answer.map((response) -> response.mutate().response("{\"name\":\"Rome\"}").build()));
		assertThat(repairing.prompt("p").call().entity(City.class)).isEqualTo(new City("Rome"));
		assertOnly("SUCCESS none stop");
	}

	private void answer(String text) {
		this.server.enqueue(MockAnswer
			.lines(JsonMapper.shared().writeValueAsString(Map.of("model", "m", "response", text, "done", false)), END));
	}

	private void assertOnly(String outcome) {
		assertThat(outcomes()).containsExactly(outcome);
		assertNoneIsActive();
	}

	private void assertNoneIsActive() {
		assertThat(this.meters.get(OPERATION + ".active").longTaskTimers())
			.allSatisfy((timer) -> assertThat(timer.activeTasks()).isZero());
	}

	private List<String> outcomes() {
		return this.meters.get(OPERATION)
			.timers()
			.stream()
			.map((timer) -> timer.getId())
			.map((id) -> id.getTag("outcome") + " " + id.getTag("error.type") + " " + id.getTag("ollama.done.reason"))
			.toList();
	}

	record City(String name) {
	}

	private final class Decorator extends AbstractGenerateOperations {

		private final UnaryOperator<Mono<GenerateResponse>> change;

		Decorator(UnaryOperator<Mono<GenerateResponse>> change) {
			super(JsonMapper.shared());
			this.change = change;
		}

		@Override
		public Mono<GenerateResponse> generate(GenerateRequest request) {
			return this.change.apply(StructuredOutputObservationTests.this.ollama.generate(request));
		}

		@Override
		public Flux<GenerateResponse> stream(GenerateRequest request) {
			return StructuredOutputObservationTests.this.ollama.stream(request);
		}

	}

}
