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

import java.time.LocalTime;
import java.time.MonthDay;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schemas of types that the mapper reads from one value, where their fields say
 * otherwise. Enums have the values that the mapper writes.
 *
 * @param mapper the mapper
 */
record MapperTypes(JsonMapper mapper) implements CustomDefinitionProviderV2 {

	// "time" is left out for LocalTime: with that format the server makes a time zone,
	// which it does not have
	private static final Map<Class<?>, String> TYPES = Map.ofEntries(Map.entry(LocalTime.class, "string"),
			Map.entry(YearMonth.class, "string"), Map.entry(MonthDay.class, "string"), Map.entry(Year.class, "integer"),
			Map.entry(ZoneId.class, "string"), Map.entry(ZoneOffset.class, "string"), Map.entry(Locale.class, "string"),
			Map.entry(Currency.class, "string"), Map.entry(byte[].class, "string"));

	private static final Map<Class<?>, String> OPTIONALS = Map.of(OptionalInt.class, "integer", OptionalLong.class,
			"integer", OptionalDouble.class, "number");

	@Override
	public @Nullable CustomDefinition provideCustomSchemaDefinition(ResolvedType type,
			SchemaGenerationContext context) {
		Class<?> erased = type.getErasedType();
		ObjectNode schema = this.mapper.createObjectNode();
		if (TYPES.containsKey(erased)) {
			schema.put("type", TYPES.get(erased));
		}
		else if (OPTIONALS.containsKey(erased)) {
			schema.putArray("type").add(OPTIONALS.get(erased)).add("null");
		}
		else if (erased.isEnum()) {
			ArrayNode values = this.mapper.createArrayNode();
			for (Object constant : erased.getEnumConstants()) {
				values.add(this.mapper.valueToTree(constant));
			}
			schema.put("type", values.path(0).isNumber() ? "integer" : "string").set("enum", values);
		}
		return schema.isEmpty() ? null : new CustomDefinition(schema, DefinitionType.INLINE, AttributeInclusion.YES);
	}

}
