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

package io.github.ollamagenerate;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for the shapes of types that a schema is derived from.
 */
class JsonSchemasTests {

	static List<Arguments> components() {
		return List.of(arguments("text", "{'type':'string'}"), arguments("count", "{'type':'integer'}"),
				arguments("boxed", "{'type':'integer'}"), arguments("ratio", "{'type':'number'}"),
				arguments("exact", "{'type':'number'}"), arguments("flag", "{'type':'boolean'}"),
				arguments("color", "{'type':'string','enum':['RED','dark_green']}"),
				arguments("level", "{'type':'integer','enum':[1,2]}"),
				arguments("list", "{'type':'array','items':{'type':'string'}}"),
				arguments("array", "{'type':'array','items':{'type':'integer'}}"),
				arguments("set", "{'type':'array','items':{'type':'string','enum':['RED','dark_green']}}"),
				arguments("map", "{'type':'object','additionalProperties':{'type':'integer'}}"),
				arguments("optional", "{'type':['string','null']}"),
				arguments("optionalInt", "{'type':['integer','null']}"),
				arguments("nullable", "{'type':['string','null']}"), arguments("nullableRecord", """
						{'type':['object','null'],'properties':{'x':{'type':'integer'}},'required':['x'],\
						'additionalProperties':false}"""), arguments("other_name", "{'type':'string'}"),
				arguments("date", "{'type':'string','format':'date'}"), arguments("time", "{'type':'string'}"),
				arguments("instant", "{'type':'string','format':'date-time'}"),
				arguments("duration", "{'type':'string','format':'duration'}"), arguments("year", "{'type':'integer'}"),
				arguments("id", "{'type':'string','format':'uuid'}"),
				arguments("uri", "{'type':'string','format':'uri'}"), arguments("bytes", "{'type':'string'}"));
	}

	@ParameterizedTest
	@MethodSource("components")
	void componentOfARecord(String name, String schema) {
		assertThat(schema(Components.class).path("properties").path(name)).hasToString(schema.replace('\'', '"'));
	}

	@Test
	void componentsKeepTheirOrderAndAreRequiredUnlessNullableOrOptional() {
		JsonNode schema = schema(Components.class);
		List<String> names = components().stream().map((component) -> (String) component.get()[0]).toList();
		assertThat(schema.path("properties").propertyNames()).containsExactlyElementsOf(names);
		assertThat(schema.path("required").valueStream().map(JsonNode::asString)).containsExactlyElementsOf(
				names.stream().filter((name) -> !name.startsWith("optional") && !name.startsWith("nullable")).toList());
		assertThat(schema.path("additionalProperties")).hasToString("false");
	}

	@Test
	void typeThatNamesItselfIsReferredTo() {
		assertThat(schema(Tree.class)).hasToString("""
				{"type":"object","properties":{"label":{"type":"string"},"children":{"type":"array",\
				"items":{"$ref":"#"}}},"required":["label","children"],"additionalProperties":false}""");
	}

	@Test
	void typeThatStandsTwiceIsDefinedOnce() {
		assertThat(schema(Line.class)).hasToString("""
				{"$defs":{"Point":{"type":"object","properties":{"x":{"type":"integer"}},"required":["x"],\
				"additionalProperties":false}},"type":"object","properties":{"from":{"$ref":"#/$defs/Point"},\
				"to":{"$ref":"#/$defs/Point"}},"required":["from","to"],"additionalProperties":false}""");
	}

	@Test
	void subtypesAreAlternatives() {
		assertThat(schema(Shape.class)).hasToString("""
				{"anyOf":[{"type":"object","properties":{"radius":{"type":"number"},"kind":{"const":"circle"}},\
				"required":["radius","kind"],"additionalProperties":false},{"type":"object","properties":\
				{"side":{"type":"number"},"kind":{"const":"square"}},"required":["side","kind"],\
				"additionalProperties":false}]}""");
	}

	@ParameterizedTest
	@ValueSource(classes = { Object.class, Runnable.class, JsonNode.class, Map.class, void.class, Holder.class })
	void typeThatSaysNothingOfItsValuesIsRefused(Class<?> type) {
		assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> ResponseFormat.schemaOf(type))
			.withMessageContaining(type.getSimpleName())
			.withMessageContaining("ResponseFormat.schema(..)");
	}

	@Test
	void answerThatKeepsToTheSchemaCanBeRead() {
		try (MockOllamaServer server = MockOllamaServer.start()) {
			GenerateTemplate ollama = GenerateTemplate.builder(WebClient.builder())
				.baseUrl(server.url())
				.defaultRequest((request) -> request.model("gemma3"))
				.build();
			assertThat(ollama.prompt("p").call().entity(Values.class)).isNotNull();
			assertThat(ollama.prompt("p").call().entity(Shape.class)).isNotNull();
			assertThat(ollama.prompt("p").call().entity(Line.class).from()).isNotNull();
			assertThat(ollama.prompt("p").call().entity(new ParameterizedTypeReference<List<Point>>() {
			})).isNotNull();
		}
	}

	private static JsonNode schema(Type type) {
		return ResponseFormat.schemaOf(type, JsonMapper.shared()).value();
	}

	enum Color {

		RED, @JsonProperty("dark_green")
		GREEN

	}

	enum Level {

		LOW(1), HIGH(2);

		private final int value;

		Level(int value) {
			this.value = value;
		}

		@JsonValue
		int value() {
			return this.value;
		}

	}

	record Components(String text, long count, Integer boxed, double ratio, BigDecimal exact, boolean flag, Color color,
			Level level, List<String> list, int[] array, Set<Color> set, Map<String, Integer> map,
			Optional<String> optional, OptionalInt optionalInt, @Nullable String nullable,
			@Nullable Point nullableRecord, @JsonProperty("other_name") String renamed, @JsonIgnore String ignored,
			LocalDate date, LocalTime time, Instant instant, Duration duration, Year year, UUID id, URI uri,
			byte[] bytes) {
	}

	record Values(Color color, Level level, Optional<String> optional, @Nullable Point point, Set<Color> colors,
			Map<String, Long> counts, LocalDate date, Instant instant, UUID id, Tree tree) {
	}

	record Point(int x) {
	}

	record Line(Point from, Point to) {
	}

	record Tree(String label, List<Tree> children) {
	}

	record Holder(Runnable action) {
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

}
