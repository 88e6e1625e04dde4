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

import java.lang.reflect.Constructor;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.BeanUtils;
import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodParameter;
import org.springframework.core.Nullness;

/**
 * Derives the JSON schema of a type, as a mapper would read it.
 * <p>
 * Properties stand in the order of their declaration, which the server keeps: a model
 * writes them in that order, so that a reasoning may come before its conclusion. Each is
 * required unless it is nullable or optional, or has a default value in Kotlin.
 */
final class JsonSchemas {

	private static final String PACKAGE_OR_OUTER = "[\\w.]+[.$](?=\\w)";

	private JsonSchemas() {
	}

	static JsonNode of(Type type, JsonMapper mapper) {
		ObjectNode schema;
		try {
			schema = generator(mapper).generateSchema(type);
		}
		catch (RuntimeException ex) {
			throw noSchema(type, ex.getClass().getSimpleName(), ex);
		}
		if (schema.isEmpty()) {
			throw noSchema(type, "the schema would match any value", null);
		}
		String path = pathOfEmptyObject(schema, "");
		if (path != null) {
			throw noSchema(type, path.isEmpty() ? "it has no properties" : path + " has no properties", null);
		}
		return schema;
	}

	// the server would make an empty object, which is no value of any type
	private static @Nullable String pathOfEmptyObject(JsonNode schema, String path) {
		if (schema.path("type").asString("").equals("object") && schema.path("properties").isEmpty()
				&& !schema.path("additionalProperties").isObject()) {
			return path;
		}
		Stream<String> inArray = schema.valueStream()
			.filter((value) -> schema.isArray())
			.map((value) -> pathOfEmptyObject(value, path));
		Stream<String> inObject = schema.propertyStream()
			.map((property) -> pathOfEmptyObject(property.getValue(), path + "/" + property.getKey()));
		return Stream.concat(inArray, inObject).filter(Objects::nonNull).findFirst().orElse(null);
	}

	private static InvalidRequestException noSchema(Type type, String reason, @Nullable Throwable cause) {
		return new InvalidRequestException("No JSON schema can be derived from "
				+ type.getTypeName().replaceAll(PACKAGE_OR_OUTER, "") + ": " + reason
				+ ". Use a record, or set the format yourself, such as ResponseFormat.schema(..). The request was not sent.",
				null, cause);
	}

	private static SchemaGenerator generator(JsonMapper mapper) {
		SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(mapper, SchemaVersion.DRAFT_2020_12,
				OptionPreset.PLAIN_JSON)
			.with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
					Option.FLATTENED_OPTIONALS, Option.STANDARD_FORMATS, Option.INLINE_NULLABLE_SCHEMAS,
					Option.PLAIN_DEFINITION_KEYS)
			.without(Option.SCHEMA_VERSION_INDICATOR)
			.with(new MapperModule());
		config.forTypesInGeneral()
			.withPropertySorter((first, second) -> 0)
			.withCustomDefinitionProvider(new MapperTypes(mapper));
		config.forFields()
			.withNullableCheck(JsonSchemas::isNullable)
			.withRequiredCheck(
					(field) -> !isNullable(field) && !isOptional(field.getDeclaredType()) && !hasDefault(field));
		return new SchemaGenerator(config.build());
	}

	private static boolean isNullable(FieldScope field) {
		return Nullness.forField(field.getRawMember()) == Nullness.NULLABLE;
	}

	private static boolean isOptional(@Nullable ResolvedType type) {
		return type != null && type.getErasedType().getName().startsWith("java.util.Optional");
	}

	private static boolean hasDefault(FieldScope field) {
		Class<?> type = field.getDeclaringType().getErasedType();
		if (!KotlinDetector.isKotlinReflectPresent() || !KotlinDetector.isKotlinType(type)) {
			return false;
		}
		Constructor<?> constructor = BeanUtils.findPrimaryConstructor(type);
		if (constructor == null) {
			return false;
		}
		@Nullable String[] names = BeanUtils.getParameterNames(constructor);
		int index = Arrays.asList(names).indexOf(field.getName());
		return index >= 0 && new MethodParameter(constructor, index).isOptional();
	}

	/**
	 * Names properties as the mapper does, be it by annotation or by its naming strategy.
	 */
	private static final class MapperModule extends JacksonSchemaModule {

		@Override
		protected @Nullable String getPropertyNameOverrideBasedOnJsonNamingAnnotation(FieldScope field) {
			return getBeanDescriptionForClass(field.getDeclaringType()).findProperties()
				.stream()
				.filter((property) -> property.getInternalName().equals(field.getName()))
				.map(BeanPropertyDefinition::getName)
				.findFirst()
				.orElse(null);
		}

	}

}
