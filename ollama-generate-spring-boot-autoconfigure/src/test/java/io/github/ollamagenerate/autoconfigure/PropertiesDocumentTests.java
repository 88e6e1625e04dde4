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

package io.github.ollamagenerate.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the table at the end of {@code docs/configuration.md} lists each property as
 * the metadata does, and rewrites it with {@code -Dollama.test.properties.write=true}.
 */
class PropertiesDocumentTests {

	private static final Path DOCUMENT = Path.of("../docs/configuration.md");

	private static final String HEAD = "| property | values | default | meaning |\n|---|---|---|---|\n";

	private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("java.lang.String", "text"),
			Map.entry("java.lang.Boolean", "`true`, `false`"), Map.entry("java.lang.Integer", "whole number"),
			Map.entry("java.lang.Long", "whole number"), Map.entry("java.lang.Double", "number"),
			Map.entry("java.time.Duration", "duration"), Map.entry("org.springframework.util.unit.DataSize", "size"),
			Map.entry("java.util.List<java.lang.String>", "list of texts"),
			Map.entry("java.util.Map<java.lang.String,java.lang.String>", "name and text"));

	@Test
	void documentListsEachProperty() throws IOException {
		JsonNode metadata = metadata();
		Map<String, List<String>> hints = hints(metadata.get("hints"));
		String page = Files.readString(DOCUMENT);
		String text = page.substring(0, page.indexOf(HEAD)) + HEAD
				+ metadata.get("properties")
					.valueStream()
					.map((property) -> row(property, hints))
					.collect(Collectors.joining("\n", "", "\n"));
		if (Boolean.getBoolean("ollama.test.properties.write")) {
			Files.writeString(DOCUMENT, text);
		}
		assertThat(DOCUMENT).hasContent(text);
	}

	private static JsonNode metadata() throws IOException {
		try (InputStream json = PropertiesDocumentTests.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			return new JsonMapper().readTree(json);
		}
	}

	private static Map<String, List<String>> hints(JsonNode hints) {
		return hints.valueStream()
			.collect(Collectors.toMap((hint) -> hint.get("name").stringValue(),
					(hint) -> hint.get("values").valueStream().map((value) -> value.get("value").asString()).toList()));
	}

	private static String row(JsonNode property, Map<String, List<String>> hints) {
		String name = property.get("name").stringValue();
		String type = property.get("type").stringValue();
		JsonNode defaultValue = property.path("defaultValue");
		boolean isMap = type.startsWith("java.util.Map");
		return "| `%s` | %s | %s | %s |".formatted(isMap ? name + ".*" : name,
				hints.containsKey(name) ? code(hints.get(name).stream()) : values(type),
				defaultValue.isMissingNode() ? "" : "`" + defaultValue.asString() + "`",
				property.get("description").stringValue());
	}

	private static String values(String type) {
		if (TYPES.containsKey(type)) {
			return TYPES.get(type);
		}
		Object[] constants = ClassUtils.resolveClassName(type, null).getEnumConstants();
		assertThat(constants).as("values of " + type + ", which has neither a name here nor hints").isNotNull();
		return code(Arrays.stream(constants)
			.map((constant) -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-')));
	}

	private static String code(Stream<String> values) {
		return values.map((value) -> "`" + value + "`").collect(Collectors.joining(", "));
	}

}
