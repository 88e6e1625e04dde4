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
 * Shape that the server forces on the answer: any JSON, or JSON that fits a schema.
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
	 * Return the format that makes the answer any JSON.
	 * @return {@code "json"} on the wire
	 */
	public static ResponseFormat json() {
		return JSON;
	}

	/**
	 * Return the format of a JSON schema.
	 * @param schema the schema, a JSON object
	 * @return the format
	 * @throws IllegalArgumentException if the schema is no JSON object
	 */
	public static ResponseFormat schema(JsonNode schema) {
		Assert.notNull(schema, "'schema' must not be null");
		Assert.isTrue(schema.isObject(), () -> "A JSON schema must be a JSON object, not " + schema.getNodeType());
		return new ResponseFormat(schema.deepCopy(), null);
	}

	/**
	 * Return the format of a JSON schema.
	 * @param schema the schema as nested maps, lists and scalars
	 * @return the format
	 */
	public static ResponseFormat schema(Map<String, ?> schema) {
		Assert.notNull(schema, "'schema' must not be null");
		return new ResponseFormat(MAPPER.valueToTree(schema), null);
	}

	/**
	 * Return the format of a JSON schema.
	 * @param schema the schema as JSON text
	 * @return the format
	 * @throws IllegalArgumentException if the text is no JSON object
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
	 * Return the format of a type. The template that sends it gives the properties the
	 * names that its mapper reads.
	 * @param type a record, a class with properties, an enum, a simple value, or an array
	 * @return the format
	 * @throws InvalidRequestException if no schema can be derived from the type
	 */
	public static ResponseFormat schemaOf(Class<?> type) {
		Assert.notNull(type, "'type' must not be null");
		return new ResponseFormat(JsonSchemas.of(type, MAPPER), type);
	}

	/**
	 * Return the format of a type. The template that sends it gives the properties the
	 * names that its mapper reads.
	 * @param type the type, such as a list of records
	 * @return the format
	 * @throws InvalidRequestException if no schema can be derived from the type
	 */
	public static ResponseFormat schemaOf(ParameterizedTypeReference<?> type) {
		Assert.notNull(type, "'type' must not be null");
		return new ResponseFormat(JsonSchemas.of(type.getType(), MAPPER), type.getType());
	}

	/**
	 * Return the format of a type, with the names that a mapper gives its properties.
	 * Properties stand in the order of their declaration and are required unless they are
	 * nullable or optional.
	 * @param type the type
	 * @param mapper the mapper that will read the answer
	 * @return the format
	 * @throws InvalidRequestException if no schema can be derived from the type
	 */
	public static ResponseFormat schemaOf(Type type, JsonMapper mapper) {
		Assert.notNull(type, "'type' must not be null");
		Assert.notNull(mapper, "'mapper' must not be null");
		return new ResponseFormat(JsonSchemas.of(type, mapper), null);
	}

	/**
	 * Return the type that a template derives the schema from when it sends the format.
	 * @return the type, {@code null} if the format travels as its {@link #value()}
	 */
	public @Nullable Type type() {
		return this.type;
	}

	/**
	 * Return what travels: the text {@code json} or a schema object. The schema of a
	 * {@link #type()} has the names that Jackson gives by default.
	 * @return a copy of the value on the wire
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
