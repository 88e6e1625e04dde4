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

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.github.ollamagenerate.GenerateRequestException;
import io.github.ollamagenerate.GeneratedEntity;
import io.github.ollamagenerate.InvalidRequestException;
import io.github.ollamagenerate.ResponseFormat;
import io.github.ollamagenerate.StructuredOutputException;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

/**
 * Tests for answers as values of Java types.
 */
@ExtendWith({ MockOllamaExtension.class, BufferLeakDetector.Extension.class, BlockingCallDetector.Extension.class })
class StructuredOutputTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String COUNTRY_SCHEMA = """
			{"type":"object","properties":{"reasoning":{"type":"string","description":"what is known"},\
			"officialName":{"type":"string"},"population":{"type":"integer"}},\
			"required":["reasoning","officialName","population"],"additionalProperties":false}""";

	private MockOllamaServer server;

	private GenerateTemplate ollama;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
		this.ollama = template().build();
	}

	@Test
	void typeThatJacksonCannotConstructIsNamed() {
		this.server.enqueue(MockAnswer.tokens("{\"value\":\"canary\"}"));
		StructuredOutputException ex = catchThrowableOfType(StructuredOutputException.class,
				() -> this.ollama.prompt("p").call().entity(NoCreator.class));
		assertThat(ex).hasMessageContaining("Jackson cannot construct " + NoCreator.class.getSimpleName())
			.hasMessageNotContaining("supports structured outputs");
		assertThat(ex.getCause().getMessage()).doesNotContain("canary");
	}

	@Test
	void partOfATypeThatJacksonCannotConstructIsNamed() {
		this.server.enqueue(MockAnswer.tokens("[{\"part\":{\"value\":\"canary\"}}]"));
		StepVerifier.create(this.ollama.prompt("p").stream().entities(Whole.class))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(StructuredOutputException.class)
				.hasMessageContaining("Jackson cannot construct " + NoCreator.class.getSimpleName() + " (at part)"))
			.verify(TIMEOUT);
	}

	@Test
	void nullIsNotAValue() {
		this.server.enqueue(MockAnswer.tokens("null"));
		assertThatExceptionOfType(StructuredOutputException.class)
			.isThrownBy(() -> this.ollama.prompt("p").format(ResponseFormat.json()).call().entity(Object.class))
			.withMessageStartingWith("The answer of model 'gemma3' could not be read as Object.");
	}

	private GenerateTemplate.Builder template() {
		return GenerateTemplate.builder(WebClient.builder())
			.baseUrl(this.server.url())
			.defaultRequest((request) -> request.model("gemma3"));
	}

	private void answer(String... texts) {
		this.server.enqueue(MockAnswer.tokens(texts));
	}

	private void escaped(String... texts) {
		this.server.enqueue(MockAnswer.lines(
				Stream
					.concat(Arrays.stream(texts).map((text) -> "{\"response\":\"" + text + "\"}"),
							Stream.of("{\"response\":\"\",\"done\":true}"))
					.toArray(String[]::new)));
	}

	@Test
	void schemaIsSentAndTheAnswerRead() {
		answer("{\"reasoning\":\"\",\"official", "Name\":\"Canada\",\"popu", "lation\":41}");
		assertThat(this.ollama.prompt("p").call().entity(Country.class)).isEqualTo(new Country("", "Canada", 41));
		assertThat(this.server.takeRequest().body())
			.isEqualTo("{\"model\":\"gemma3\",\"prompt\":\"p\",\"stream\":true,\"format\":" + COUNTRY_SCHEMA + "}");
	}

	@Test
	void valueComesWithTheAnswerAndItsMetrics() {
		answer("{\"name\":\"canary\"}");
		GeneratedEntity<City> city = this.ollama.prompt("p").call().responseEntity(City.class);
		assertThat(city.entity()).isEqualTo(new City("canary"));
		assertThat(city.response().response()).isEqualTo("{\"name\":\"canary\"}");
		assertThat(city.response().doneReason()).isEqualTo("stop");
		assertThat(city.response().metrics().evalCount()).isEqualTo(1);
		assertThat(city.toString()).contains("doneReason=stop").doesNotContain("canary");
		answer("[{\"name\":\"a\"}]");
		StepVerifier.create(this.ollama.prompt("p").mono().responseEntity(new ParameterizedTypeReference<List<City>>() {
		})).assertNext((cities) -> {
			assertThat(cities.entity()).containsExactly(new City("a"));
			assertThat(cities.response().done()).isTrue();
		}).expectComplete().verify(TIMEOUT);
	}

	@Test
	void listIsReadByItsFullType() {
		answer("[{\"reasoning\":\"\",\"officialName\":\"Canada\",\"population\":41}]");
		StepVerifier.create(this.ollama.prompt("p").mono().entity(new ParameterizedTypeReference<List<Country>>() {
		})).expectNext(List.of(new Country("", "Canada", 41))).expectComplete().verify(TIMEOUT);
		assertThat(this.server.takeRequest().field("format"))
			.hasToString("{\"type\":\"array\",\"items\":" + COUNTRY_SCHEMA + "}");
	}

	@Test
	void mapAndSimpleValueAreReadToo() {
		answer("{\"Canada\":41}");
		assertThat(this.ollama.prompt("p").call().entity(new ParameterizedTypeReference<Map<String, Integer>>() {
		})).isEqualTo(Map.of("Canada", 41));
		answer("41");
		assertThat(this.ollama.prompt("p").mono().entity(Integer.class).block(TIMEOUT)).isEqualTo(41);
		assertThat(this.server.takeRequest().field("format"))
			.hasToString("{\"type\":\"object\",\"additionalProperties\":{\"type\":\"integer\"}}");
		assertThat(this.server.takeRequest().field("format")).hasToString("{\"type\":\"integer\"}");
	}

	@Test
	void formatOfTheRequestIsKept() {
		answer("{\"reasoning\":\"\",\"officialName\":\"Canada\",\"population\":41}");
		this.ollama.prompt("p").format(ResponseFormat.json()).call().entity(Country.class);
		assertThat(this.server.takeRequest().field("format")).hasToString("\"json\"");
	}

	@Test
	void mapperOfTheApplicationNamesThePropertiesInTheSchemaAndReadsThem() {
		JsonMapper snakeCase = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
		answer("{\"reasoning\":\"\",\"official_name\":\"Canada\",\"population\":41}");
		assertThat(template().jsonMapper(snakeCase).build().prompt("p").call().entity(Country.class).officialName())
			.isEqualTo("Canada");
		assertThat(this.server.takeRequest().field("format").path("required"))
			.hasToString("[\"reasoning\",\"official_name\",\"population\"]");
	}

	@Test
	void answerThatWasCutSaysSo() {
		this.server.enqueue(MockAnswer.tokens("{\"reasoning\":\"canary").doneReason("length"));
		StructuredOutputException ex = failure();
		assertThat(ex).hasMessageContaining("could not be read as " + Country.class.getSimpleName())
			.hasMessageContaining("truncated (done_reason length): raise num_predict, or num_ctx")
			.hasMessageNotContaining("canary");
		assertThat(ex.text()).isEqualTo("{\"reasoning\":\"canary");
		assertThat(ex.doneReason()).isEqualTo("length");
		assertThat(ex.getCause()).isNotNull();
		assertThat(ex.model()).isEqualTo("gemma3");
	}

	@Test
	void valueThatDoesNotFitIsNamedByItsPath() {
		answer("{\"reasoning\":\"\",\"officialName\":\"Canada\",\"population\":98765432109}");
		assertThat(failure()).hasMessageContaining("at population")
			.hasStackTraceContaining("Caused by: java.lang.IllegalArgumentException: tools.jackson.core.exc.")
			.hasStackTraceContaining("at line 1, column")
			.extracting(StructuredOutputTests::stackTrace, STRING)
			.doesNotContain("98765432109");
	}

	@ParameterizedTest
	@ValueSource(strings = { "I am sorry, canary", "null", "[]", "{} {}" })
	void answerThatIsAnotherJsonOrNone(String text) {
		answer(text);
		assertThat(failure()).hasMessageContaining("could not be read as ")
			.hasMessageNotContaining("canary")
			.satisfies((ex) -> assertThat(ex.text()).isEqualTo(text));
	}

	@Test
	void genericTypeIsNamedWithoutPackages() {
		answer("{}");
		ParameterizedTypeReference<List<Country>> type = new ParameterizedTypeReference<>() {
		};
		assertThatExceptionOfType(StructuredOutputException.class)
			.isThrownBy(() -> this.ollama.prompt("p").call().entity(type))
			.withMessageContaining("The answer of model 'gemma3' could not be read as List<Country>: ");
	}

	@Test
	void emptyAnswerPointsAtThinking() {
		this.server.enqueue(MockAnswer.tokens().thinking("hm"));
		assertThat(failure()).hasMessageContaining("The answer is empty").hasMessageContaining("turn think off");
	}

	@Test
	void typeWithoutASchemaIsRefusedBeforeAnythingIsSent() {
		assertThatExceptionOfType(InvalidRequestException.class)
			.isThrownBy(() -> this.ollama.prompt("p").call().entity(Runnable.class))
			.withMessageContaining("No JSON schema can be derived from Runnable: ")
			.withMessageContaining("it has no properties");
		StepVerifier.create(this.ollama.prompt("p").stream().entities(Object.class))
			.expectError(InvalidRequestException.class)
			.verify(TIMEOUT);
		assertThat(this.server.requestCount()).isZero();
	}

	@Test
	void elementsArriveAsEachCompletes() {
		this.server.enqueue(MockAnswer.tokens("[{\"name\":\"a", "\"}, {\"na", "me\":\"b\"},{\"name\":\"c").thenStall());
		StepVerifier.create(this.ollama.prompt("p").stream().entities(City.class).take(2))
			.expectNext(new City("a"), new City("b"))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.server.takeRequest().field("format").path("type")).hasToString("\"array\"");
	}

	@Test
	void elementsMayBeSimpleOrNested() {
		answer(" [1,", "2", "3,4", "] ");
		StepVerifier.create(this.ollama.prompt("p").stream().entities(Integer.class))
			.expectNext(1, 23, 4)
			.expectComplete()
			.verify(TIMEOUT);
		answer("[[\"\u00fc\",\"]\"],[],[\"\ud83d\ude80\"]]");
		StepVerifier.create(this.ollama.prompt("p").stream().entities(String[].class).map(List::of))
			.expectNext(List.of("\u00fc", "]"), List.of(), List.of("\ud83d\ude80"))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void emptyArrayHasNoElements() {
		answer("[", "]");
		StepVerifier.create(this.ollama.prompt("p").stream().entities(City.class)).expectComplete().verify(TIMEOUT);
	}

	@Test
	void elementThatDoesNotFitIsNamedAfterThoseBeforeIt() {
		answer("[{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":[\"canary\"]},{\"name\":\"d\"}]");
		StepVerifier.create(this.ollama.prompt("p").stream().entities(City.class))
			.expectNext(new City("a"), new City("b"))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(StructuredOutputException.class)
				.hasMessageContaining("Element 2 of the answer")
				.hasMessageContaining(
						"could not be read as " + City.class.getSimpleName() + ": 'name' is of type array")
				.hasMessageNotContaining("canary"))
			.verify(TIMEOUT);
	}

	@Test
	void arrayThatWasCutEndsInAnErrorAfterItsElements() {
		this.server.enqueue(MockAnswer.tokens("[{\"name\":\"a\"},{\"na").doneReason("length"));
		StepVerifier.create(this.ollama.prompt("p").stream().entities(City.class))
			.expectNext(new City("a"))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(StructuredOutputException.class)
				.hasMessageContaining("raise num_predict"))
			.verify(TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{\"name\":\"a\"}", "none", "[null]", "[\"a\"", "[] []" })
	void answerThatIsNoArrayIsAnError(String text) {
		answer(text);
		StepVerifier.create(this.ollama.prompt("p").stream().entities(City.class))
			.expectError(StructuredOutputException.class)
			.verify(TIMEOUT);
	}

	@Test
	void textThatIsCutBetweenTheHalvesOfASurrogatePairIsKept() {
		escaped("[{\\\"name\\\":\\\"\\ud83d", "\\ude00\\\"}]");
		StepVerifier.create(this.ollama.prompt("p").stream().entities(City.class))
			.expectNext(new City("\ud83d\ude00"))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void halfASurrogatePairIsAnErrorInsteadOfAQuestionMark() {
		escaped("[\\\"\\ud83d", "x\\\"]");
		StepVerifier.create(this.ollama.prompt("p").stream().entities(String.class))
			.expectError(StructuredOutputException.class)
			.verify(TIMEOUT);
		escaped("[\\\"x\\\"]\\ud83d");
		StepVerifier.create(this.ollama.prompt("p").stream().entities(String.class))
			.expectNext("x")
			.expectError(StructuredOutputException.class)
			.verify(TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "```json\n%s\n```", "\n ```\n%s```\n", "```JSON %s```", "```\r\n%s\r\n```\r\n", " \n%s\n " })
	void markdownFenceIsNotPartOfTheValue(String fenced) {
		String city = "{\"name\":\"```\"}";
		answer(fenced.formatted(city));
		assertThat(this.ollama.prompt("p").call().entity(City.class)).isEqualTo(new City("```"));
		String cities = fenced.formatted("[" + city + "," + city + "]");
		answer(cities);
		assertThat(this.ollama.prompt("p").stream().entities(City.class).collectList().block(TIMEOUT))
			.containsExactly(new City("```"), new City("```"));
		answer(cities.split(""));
		assertThat(this.ollama.prompt("p").stream().entities(City.class).collectList().block(TIMEOUT))
			.containsExactly(new City("```"), new City("```"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "`[]`", "```json\n[]\n``` Anything else?", "Here it is: ```[]```", "[]x", "[] []",
			"``` ```", "[] ````", "```json\n```json\n[]" })
	void textAroundAnArrayIsAnError(String text) {
		for (String[] texts : List.of(new String[] { text }, text.split(""))) {
			answer(texts);
			StepVerifier.create(this.ollama.prompt("p").stream().entities(City.class))
				.expectError(StructuredOutputException.class)
				.verify(TIMEOUT);
		}
		answer(text);
		assertThatExceptionOfType(StructuredOutputException.class)
			.isThrownBy(() -> this.ollama.prompt("p").call().entity(City[].class));
	}

	@Test
	void failureOfTheConnectionIsToldAsThat() {
		this.server.enqueue(MockAnswer.tokens("[{\"name\":\"a\"}").thenCut());
		StepVerifier.create(this.ollama.prompt("p").stream().entities(City.class))
			.expectNext(new City("a"))
			.expectError(GenerateRequestException.class)
			.verify(TIMEOUT);
	}

	private StructuredOutputException failure() {
		StructuredOutputException ex = catchThrowableOfType(StructuredOutputException.class,
				() -> this.ollama.prompt("p").call().entity(Country.class));
		assertThat(ex).as("failure").isNotNull();
		return ex;
	}

	private static String stackTrace(Throwable ex) {
		StringWriter trace = new StringWriter();
		ex.printStackTrace(new PrintWriter(trace));
		return trace.toString();
	}

	record Country(@JsonPropertyDescription("what is known") String reasoning,
			@JsonProperty(required = true) String officialName, int population) {
	}

	record City(String name) {
	}

	record Whole(NoCreator part) {
	}

	static class NoCreator {

		public final String value;

		NoCreator(String first, int second) {
			this.value = first + second;
		}

	}

}
