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

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.github.ollamagenerate.BaseUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what the jar says of itself is true: an unknown class name in the order of
 * auto-configurations is ignored without a word.
 */
class MetadataTests {

	static List<Class<?>> autoConfigurations() {
		List<Class<?>> classes = new ArrayList<>();
		ImportCandidates.load(AutoConfiguration.class, null).forEach((name) -> {
			if (name.startsWith("io.github.ollamagenerate.")) {
				classes.add(ClassUtils.resolveClassName(name, null));
			}
		});
		return classes;
	}

	@Test
	void autoConfigurationsAreListed() {
		assertThat(autoConfigurations()).hasSize(8).contains(OllamaGenerateAutoConfiguration.class);
	}

	@ParameterizedTest
	@MethodSource("autoConfigurations")
	void everyClassNamedInTheOrderIsAnAutoConfiguration(Class<?> autoConfiguration) {
		AutoConfiguration order = autoConfiguration.getAnnotation(AutoConfiguration.class);
		List<String> named = new ArrayList<>(List.of(order.afterName()));
		named.addAll(List.of(order.beforeName()));
		Stream.of(order.after(), order.before()).flatMap(Stream::of).map(Class::getName).forEach(named::add);
		assertThat(ImportCandidates.load(AutoConfiguration.class, null)).containsAll(named);
	}

	@Test
	void noVariableOfTheServerSetsAPropertyByAccident() throws Exception {
		try (InputStream json = getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			assertThat(new JsonMapper().readTree(json)
				.get("properties")
				.valueStream()
				.map((property) -> property.get("name").stringValue())
				.map((name) -> name.replaceAll("[.-]", "").toUpperCase(Locale.ROOT)))
				.contains("OLLAMAHOST", "OLLAMAAPIKEY")
				.doesNotContainAnyElementsOf(OllamaGenerateAutoConfigurationTests.SERVER_VARIABLES.stream()
					.map(MetadataTests::relaxed)
					.toList());
		}
	}

	private static String relaxed(String name) {
		return "OLLAMA" + name.replace("_", "");
	}

	@Test
	void everyPropertyIsDescribedInASentence() throws Exception {
		try (InputStream json = getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			JsonNode properties = new JsonMapper().readTree(json).get("properties");
			assertThat(properties.size()).isGreaterThan(30);
			assertThat(properties).allSatisfy((property) -> {
				String name = property.get("name").stringValue();
				assertThat(name).matches("(ollama|management\\.health\\.ollama|management\\.endpoint\\.ollama)\\..+");
				assertThat(property.path("description").stringValue("")).as(name).matches("(?!The |A )[A-Z].*\\.");
			});
		}
	}

	@Test
	void baseUrlHasTheDefaultOfTheClient() throws Exception {
		try (InputStream json = getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			assertThat(new JsonMapper().readTree(json)
				.get("properties")
				.valueStream()
				.filter((property) -> property.get("name").stringValue().equals("ollama.base-url"))
				.map((property) -> property.path("defaultValue").stringValue(""))).containsExactly(BaseUrl.DEFAULT);
		}
	}

}
