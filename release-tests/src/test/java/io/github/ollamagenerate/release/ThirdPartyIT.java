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

package io.github.ollamagenerate.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code docs/third-party.md} lists the libraries that the starter brings and
 * their licenses, and rewrites it with {@code -Dollama.test.third-party.write=true}.
 */
class ThirdPartyIT {

	private static final Path DOCUMENT = Path.of("..", "docs", "third-party.md");

	private static final String HEAD = "| Library | License |\n|---|---|\n";

	@Test
	void documentListsEachLibrary() throws IOException {
		JsonNode sbom = new JsonMapper().readTree(
				Files.readString(StagedRelease.get().file("ollama-generate-spring-boot-starter", "-cyclonedx.json")));
		String rows = sbom.get("components")
			.valueStream()
			.filter((component) -> !component.get("group").stringValue().equals("io.github.ollamagenerate"))
			.map(ThirdPartyIT::row)
			.sorted()
			.collect(Collectors.joining("\n", "", "\n"));
		String page = Files.readString(DOCUMENT);
		String text = page.substring(0, page.indexOf(HEAD)) + HEAD + rows;
		if (Boolean.getBoolean("ollama.test.third-party.write")) {
			Files.writeString(DOCUMENT, text);
		}
		assertThat(DOCUMENT).hasContent(text);
	}

	private static String row(JsonNode component) {
		String licenses = component.path("licenses")
			.valueStream()
			.map((license) -> license.has("expression") ? license : license.get("license"))
			.map((license) -> license.path("expression")
				.stringValue(license.path("id").stringValue(license.path("name").stringValue(""))))
			.distinct()
			.sorted()
			.collect(Collectors.joining(", "));
		assertThat(licenses).as(component.get("name").stringValue()).isNotEmpty();
		return "| `" + component.get("group").stringValue() + ":" + component.get("name").stringValue() + "` | "
				+ licenses + " |";
	}

}
