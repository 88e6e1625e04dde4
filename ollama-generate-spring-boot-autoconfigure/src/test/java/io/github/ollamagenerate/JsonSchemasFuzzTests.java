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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any type has a schema that restricts the answer, or is refused before a request.
 */
class JsonSchemasFuzzTests {

	private static final Class<?>[] CLASSES = { String.class, int.class, Integer.class, boolean.class, double.class,
			char.class, Object.class, Void.class, Number.class, byte[].class, Color.class, Point.class, Node.class,
			Holder.class, Empty.class, Shape.class, Instant.class, LocalDate.class, Duration.class, UUID.class,
			Optional.class, List.class, Map.class, JsonNode.class, Class.class, Thread.class, Runnable.class };

	@FuzzTest(maxDuration = "10m")
	void typeHasASchemaOrIsRefused(FuzzedDataProvider data) {
		Type type = type(data, 4).getType();
		JsonNode schema;
		try {
			schema = JsonSchemas.of(type, JsonMapper.shared());
		}
		catch (InvalidRequestException ex) {
			assertThat(ex.getMessage()).startsWith("No JSON schema can be derived from ");
			return;
		}
		assertThat(schema.isObject()).isTrue();
		assertThat(schema.isEmpty()).isFalse();
		assertThat(JsonSchemas.of(type, JsonMapper.shared())).isEqualTo(schema);
	}

	private static ResolvableType type(FuzzedDataProvider data, int depth) {
		int kind = (depth > 0) ? data.consumeInt(0, 6) : 0;
		return switch (kind) {
			case 1 -> ResolvableType.forClassWithGenerics(List.class, type(data, depth - 1));
			case 2 -> ResolvableType.forClassWithGenerics(Set.class, type(data, depth - 1));
			case 3 -> ResolvableType.forClassWithGenerics(Map.class, ResolvableType.forClass(String.class),
					type(data, depth - 1));
			case 4 -> ResolvableType.forClassWithGenerics(Optional.class, type(data, depth - 1));
			case 5 -> ResolvableType.forClassWithGenerics(Holder.class, type(data, depth - 1));
			case 6 -> ResolvableType.forClassWithGenerics(EnumMap.class, ResolvableType.forClass(Color.class),
					type(data, depth - 1));
			default -> ResolvableType.forClass(data.pickValue(CLASSES));
		};
	}

	enum Color {

		RED, @JsonProperty("b")
		BLUE

	}

	record Point(int x, @Nullable Integer y) {
	}

	record Node(String name, List<Node> children, @Nullable Node parent) {
	}

	record Holder<T>(T value, Map<String, T> values) {
	}

	record Empty() {
	}

	sealed interface Shape {

		record Circle(double radius) implements Shape {
		}

	}

}
