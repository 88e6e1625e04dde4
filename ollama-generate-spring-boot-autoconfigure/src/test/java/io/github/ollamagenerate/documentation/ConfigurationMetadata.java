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

package io.github.ollamagenerate.documentation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The configuration properties that the class path describes: those of the starter, of
 * Spring Boot, and of Spring Cloud.
 */
final class ConfigurationMetadata {

	private static final Map<String, String> TYPES = types();

	private ConfigurationMetadata() {
	}

	/**
	 * Whether a property or a group of properties has that name, or an entry of a
	 * property that is a map.
	 */
	static boolean isKnown(String name) {
		return TYPES.containsKey(name)
				|| TYPES.keySet().stream().anyMatch((property) -> property.startsWith(name + "."))
				|| TYPES.entrySet()
					.stream()
					.anyMatch((property) -> property.getValue().startsWith("java.util.Map")
							&& name.startsWith(property.getKey() + "."));
	}

	private static Map<String, String> types() {
		Map<String, String> types = new TreeMap<>();
		try {
			for (URL url : Collections.list(ConfigurationMetadata.class.getClassLoader()
				.getResources("META-INF/spring-configuration-metadata.json"))) {
				try (InputStream json = url.openStream()) {
					for (JsonNode property : new JsonMapper().readTree(json).get("properties")) {
						types.put(property.get("name").stringValue(), property.path("type").stringValue(""));
					}
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return types;
	}

}
