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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.ResponseFormat;
import io.github.ollamagenerate.StructuredOutputException;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests that a value without an error satisfies the schema that was sent, whatever the
 * server made of the schema.
 */
@ExtendWith({ MockOllamaExtension.class, BufferLeakDetector.Extension.class, BlockingCallDetector.Extension.class })
class SchemaCheckTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String GOOD = """
			{"country":{"name":"x","size":1},"languages":["a"],"area":1.5,"level":"LOW",\
			"counts":{"k":1},"shape":{"kind":"circle","radius":1}}""";

	private MockOllamaServer server;

	private GenerateTemplate ollama;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
		this.ollama = template().build();
	}

	private GenerateTemplate.Builder template() {
		return GenerateTemplate.builder(WebClient.builder())
			.baseUrl(this.server.url())
			.defaultRequest((request) -> request.model("gemma3"));
	}

	private void answer(String... texts) {
		this.server.enqueue(MockAnswer.tokens(texts));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			# the answer, or what is replaced in a good one | by what | the failure
			@ | {} | 'country' is missing
			@ | {"country":{"name":"canary","size":1}} | 'languages' is missing
			@ | null | it is null
			@ | "canary" | it is of type string instead of object
			"country":{"name":"x","size":1} | "country":null | 'country' is null
			"size":1 | "population":1 | 'country.size' is missing
			"size":1 | "size":"1" | 'country.size' is of type string instead of integer
			"size":1 | "size":"" | 'country.size' is of type string instead of integer
			"size":1 | "size":1.5 | 'country.size' is of type number instead of integer
			"name":"x" | "name":7 | 'country.name' is of type number instead of string
			"name":"x" | "name":null | 'country.name' is null
			"languages":["a"] | "languages":["a",null] | 'languages[1]' is null
			"languages":["a"] | "languages":"canary" | 'languages' is of type string instead of array
			"area":1.5 | "area":"1.5" | 'area' is of type string instead of number
			"level":"LOW" | "level":0 | 'level' is of type number instead of string
			"level":"LOW" | "level":"canary" | 'level' is not one of the values in the schema
			"counts":{"k":1} | "counts":{"canary":null} | 'counts.*' is null
			"radius":1 | "canary":1 | 'shape.radius' is missing
			"kind":"circle" | "kind":"canary" | 'shape.kind' is not one of the values in the schema
			"shape":{"kind":"circle","radius":1} | "shape":null | 'shape' is null
			""")
	void answerThatDoesNotSatisfyTheSchema(String replaced, String by, String message) {
		String json = replaced.equals("@") ? by : GOOD.replace(replaced, by);
		answer(json);
		assertThat(failure(Nested.class))
			.hasMessageContaining("The answer of model 'gemma3' could not be read as " + Nested.class.getSimpleName()
					+ ": " + message + ".")
			.hasMessageNotContaining("canary")
			.hasNoCause();
		answer("[" + GOOD + "," + json + "]");
		StepVerifier.create(this.ollama.prompt("p").stream().entities(Nested.class))
			.expectNextCount(1)
			.expectErrorMatches((ex) -> ex instanceof StructuredOutputException
					&& ex.getMessage().contains("Element 1 of the answer of model 'gemma3' could not be read as ")
					&& !ex.getMessage().contains("canary"))
			.verify(TIMEOUT);
	}

	@Test
	void answerThatSatisfiesTheSchemaIsRead() {
		answer(GOOD);
		assertThat(this.ollama.prompt("p").call().entity(Nested.class).country()).isEqualTo(new Country("x", 1));
		// 41.0 is an integer by JSON Schema, and more properties do no harm
		answer("{\"name\":\"x\",\"size\":41.0,\"more\":true}");
		assertThat(this.ollama.prompt("p").call().entity(Country.class)).isEqualTo(new Country("x", 41));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"optional\":null,\"nullable\":null,\"point\":null}",
			"{\"point\":{\"name\":\"x\",\"size\":1}}" })
	void nullableAndOptionalValuesMayBeMissingOrNull(String json) {
		answer(json);
		assertThat(this.ollama.prompt("p").call().entity(Open.class).optional()).isEmpty();
	}

	@Test
	void classWithPropertiesIsCheckedToo() {
		answer("{}");
		assertThat(failure(Bean.class)).hasMessageContaining("'title' is missing");
	}

	@Test
	void listIsCheckedByItsElements() {
		answer("[{},{\"x\":1}]");
		assertThat(catchThrowableOfType(StructuredOutputException.class,
				() -> this.ollama.prompt("p").call().entity(new ParameterizedTypeReference<List<Country>>() {
				})))
			.hasMessageContaining("'[0].name' is missing");
		answer("[{},{\"x\":1}]");
		StepVerifier.create(this.ollama.prompt("p").stream().entities(Country.class))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(StructuredOutputException.class)
				.hasMessageContaining("Element 0 of the answer")
				.hasMessageContaining("'name' is missing"))
			.verify(TIMEOUT);
	}

	@Test
	void typeThatNamesItselfIsCheckedAtEachLevel() {
		answer("{\"label\":\"a\",\"children\":[{\"label\":\"b\",\"children\":[{\"label\":\"c\"}]}]}");
		assertThat(failure(Tree.class)).hasMessageContaining("'children[0].children[0].children' is missing");
		answer("[{\"label\":\"a\",\"children\":[{\"label\":\"b\",\"children\":[{}]}]}]");
		StepVerifier.create(this.ollama.prompt("p").stream().entities(Tree.class))
			.expectErrorSatisfies(
					(ex) -> assertThat(ex).hasMessageContaining("'children[0].children[0].label' is missing"))
			.verify(TIMEOUT);
	}

	@Test
	void anyJsonIsCheckedAgainstTheType() {
		answer("{}");
		assertThat(catchThrowableOfType(StructuredOutputException.class,
				() -> this.ollama.prompt("p").format(ResponseFormat.json()).call().entity(Country.class)))
			.hasMessageContaining("'name' is missing");
		answer("{\"a\":null}");
		assertThat(this.ollama.prompt("p").format(ResponseFormat.json()).call().entity(JsonNode.class))
			.hasToString("{\"a\":null}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{}                   | 'name' is missing
			{"name":null}        | 'name' is null
			{"name":"canary"}    | 'name' is not one of the values in the schema
			{"name":"a","n":[2]} | 'n[0]' matches none of the alternatives
			""")
	void formatOfTheRequestIsWhatIsChecked(String json, String message) {
		ResponseFormat format = ResponseFormat
			.schema(Map.of("$defs", Map.of("Name", Map.of("enum", List.of("a", "b"))), "type", "object", "properties",
					Map.of("name", Map.of("$ref", "#/$defs/Name"), "n",
							Map.of("type", "array", "items",
									Map.of("oneOf", List.of(Map.of("const", 1L), Map.of("type", "string"))))),
					"required", List.of("name")));
		answer(json);
		assertThat(catchThrowableOfType(StructuredOutputException.class,
				() -> this.ollama.prompt("p")
					.format(format)
					.call()
					.entity(new ParameterizedTypeReference<Map<String, Object>>() {
					})))
			.hasMessageContaining(": " + message + ".")
			.hasMessageNotContaining("canary");
		answer("{\"name\":\"b\",\"n\":[1,\"x\"]}");
		assertThat(this.ollama.prompt("p")
			.format(format)
			.call()
			.entity(new ParameterizedTypeReference<Map<String, Object>>() {
			})).containsEntry("name", "b");
	}

	@Test
	void eachPartOfASchemaHasToBeSatisfied() {
		ResponseFormat format = ResponseFormat.schema("""
				{"allOf":[{"required":["a"]},{"required":["b"]}]}""");
		answer("{\"a\":1,\"b\":2}");
		assertThat(this.ollama.prompt("p").format(format).call().entity(JsonNode.class).has("b")).isTrue();
		answer("{\"a\":1}");
		assertThat(catchThrowableOfType(StructuredOutputException.class,
				() -> this.ollama.prompt("p").format(format).call().entity(JsonNode.class)))
			.hasMessageContaining(": 'b' is missing.");
	}

	@Test
	void schemaThatRefersToItselfWithoutEndAcceptsAnything() {
		ResponseFormat format = ResponseFormat.schema("""
				{"anyOf":[{"$ref":"#"},{"$ref":"#"}],"$ref":"#anchor"}""");
		answer("{\"name\":\"b\",\"size\":1}");
		assertThat(this.ollama.prompt("p").format(format).call().entity(Country.class).name()).isEqualTo("b");
	}

	@Test
	void whatTheMapperRefusesIsNamedWithoutItsKeys() {
		answer("{\"canary\":\"2026-02-31\"}");
		assertThat(catchThrowableOfType(StructuredOutputException.class,
				() -> this.ollama.prompt("p").call().entity(new ParameterizedTypeReference<Map<String, LocalDate>>() {
				})))
			.hasMessageContaining("LocalDate> (at *).")
			.hasMessageNotContaining("canary");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void formatOfATypeHasTheNamesThatTheTemplateReads(boolean byDefault) {
		JsonMapper snakeCase = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
		ResponseFormat format = ResponseFormat.schemaOf(Renamed.class);
		GenerateTemplate template = template().jsonMapper(snakeCase)
			.defaultRequest((request) -> request.format(byDefault ? format : null))
			.build();
		answer("{\"country_name\":\"x\"}");
		if (byDefault) {
			template.prompt("p").call().content();
		}
		else {
			assertThat(template.prompt("p").format(format).call().entity(Renamed.class)).isEqualTo(new Renamed("x"));
			answer("{\"countryName\":\"x\"}");
			assertThat(catchThrowableOfType(StructuredOutputException.class,
					() -> template.prompt("p").format(format).call().entity(Renamed.class)))
				.hasMessageContaining("'country_name' is missing");
			answer("{\"country_name\":\"x\"}");
			StepVerifier.create(template.prompt("p").format(format).stream().responses().last())
				.expectNextMatches(GenerateResponse::done)
				.expectComplete()
				.verify(TIMEOUT);
			this.server.takeRequest();
			this.server.takeRequest();
		}
		assertThat(this.server.takeRequest().field("format").path("required")).hasToString("[\"country_name\"]");
	}

	private StructuredOutputException failure(Class<?> type) {
		StructuredOutputException ex = catchThrowableOfType(StructuredOutputException.class,
				() -> this.ollama.prompt("p").call().entity(type));
		assertThat(ex).as("failure").isNotNull();
		return ex;
	}

	enum Level {

		LOW, HIGH

	}

	record Country(String name, int size) {
	}

	record Nested(Country country, List<String> languages, double area, Level level, Map<String, Integer> counts,
			Shape shape) {
	}

	record Open(Optional<String> optional, @Nullable String nullable, @Nullable Country point) {
	}

	record Tree(String label, List<Tree> children) {
	}

	record Renamed(String countryName) {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes({ @JsonSubTypes.Type(value = Circle.class, name = "circle"),
			@JsonSubTypes.Type(value = Square.class, name = "square") })
	sealed interface Shape {

	}

	record Circle(double radius) implements Shape {
	}

	record Square(double side) implements Shape {
	}

	static class Bean {

		private String title;

		String getTitle() {
			return this.title;
		}

		void setTitle(String title) {
			this.title = title;
		}

	}

}
