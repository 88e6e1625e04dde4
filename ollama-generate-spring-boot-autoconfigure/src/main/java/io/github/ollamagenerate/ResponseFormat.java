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
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.util.Assert;

/**
 * Format that the server enforces on the answer: any JSON, or JSON that matches a schema.
 *
 * @see <a href= "https://docs.ollama.com/capabilities/structured-outputs">Structured
 * outputs</a>
 */
public final class ResponseFormat {

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final ResponseFormat JSON = new ResponseFormat(StringNode.valueOf("json"), null);

	private final JsonNode value;

	private final @Nullable Type type;

	private ResponseFormat(JsonNode value, @Nullable Type type) {
		this.value = value;
		this.type = type;
	}

	/**
	 * Return the format for an answer that is any JSON.
	 * @return the format, sent as {@code "json"}
	 */
	public static ResponseFormat json() {
		return JSON;
	}

	/**
	 * Create a format from a JSON schema.
	 * @param schema the schema, a JSON object
	 * @return the format
	 * @throws IllegalArgumentException if the schema is not a JSON object
	 */
	public static ResponseFormat schema(JsonNode schema) {
		Assert.notNull(schema, "'schema' must not be null");
		Assert.isTrue(schema.isObject(), () -> "A JSON schema must be a JSON object, not " + schema.getNodeType());
		return new ResponseFormat(schema.deepCopy(), null);
	}

	/**
	 * Create a format from a JSON schema.
	 * @param schema the schema as nested maps, lists and scalars
	 * @return the format
	 */
	public static ResponseFormat schema(Map<String, ?> schema) {
		Assert.notNull(schema, "'schema' must not be null");
		return new ResponseFormat(MAPPER.valueToTree(schema), null);
	}

	/**
	 * Create a format from a JSON schema.
	 * @param schema the schema as JSON text
	 * @return the format
	 * @throws IllegalArgumentException if the text is not a JSON object
	 */
	public static ResponseFormat schema(String schema) {
		Assert.notNull(schema, "'schema' must not be null");
		try {
			return schema(MAPPER.readTree(schema));
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("A JSON schema must be a JSON object: " + ex.getOriginalMessage(), ex);
		}
	}

	/**
	 * Create a format from the JSON schema of a type. The template that sends the format
	 * names the properties as its mapper does.
	 * @param type a record, a class with properties, an enum, a simple value, or an array
	 * @return the format
	 * @throws InvalidRequestException if no schema can be derived from the type
	 */
	public static ResponseFormat schemaOf(Class<?> type) {
		Assert.notNull(type, "'type' must not be null");
		return new ResponseFormat(JsonSchemas.of(type, MAPPER), type);
	}

	/**
	 * Create a format from the JSON schema of a type. The template that sends the format
	 * names the properties as its mapper does.
	 * @param type the type, such as a list of records
	 * @return the format
	 * @throws InvalidRequestException if no schema can be derived from the type
	 */
	public static ResponseFormat schemaOf(ParameterizedTypeReference<?> type) {
		Assert.notNull(type, "'type' must not be null");
		return new ResponseFormat(JsonSchemas.of(type.getType(), MAPPER), type.getType());
	}

	/**
	 * Create a format from the JSON schema of a type, with the property names of a
	 * mapper. Properties keep the order of their declaration. They are required unless
	 * they are nullable or optional.
	 * @param type the type
	 * @param mapper the mapper that reads the answer
	 * @return the format
	 * @throws InvalidRequestException if no schema can be derived from the type
	 */
	public static ResponseFormat schemaOf(Type type, JsonMapper mapper) {
		Assert.notNull(type, "'type' must not be null");
		Assert.notNull(mapper, "'mapper' must not be null");
		return new ResponseFormat(JsonSchemas.of(type, mapper), null);
	}

	/**
	 * Return the type from which a template derives the schema when it sends the format.
	 * @return the type, {@code null} if the format is sent as its {@link #value()}
	 */
	public @Nullable Type type() {
		return this.type;
	}

	/**
	 * Return the value to send: the text {@code json} or a schema object. The schema of a
	 * {@link #type()} has the default property names of Jackson.
	 * @return a copy of the value to send
	 */
	public JsonNode value() {
		return this.value.deepCopy();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ResponseFormat that && this.value.equals(that.value);
	}

	@Override
	public int hashCode() {
		return this.value.hashCode();
	}

	@Override
	public String toString() {
		return this.value.isObject() ? "schema" : "json";
	}

}
