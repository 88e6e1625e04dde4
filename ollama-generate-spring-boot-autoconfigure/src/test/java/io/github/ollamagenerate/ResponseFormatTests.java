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

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ResponseFormat}.
 */
class ResponseFormatTests {

	@Test
	void jsonIsText() {
		assertThat(ResponseFormat.json().value().stringValue()).isEqualTo("json");
		assertThat(ResponseFormat.json()).hasToString("json");
	}

	@Test
	void schemaIsTheSameFromTextMapAndNode() {
		ObjectNode node = JsonNodeFactory.instance.objectNode();
		node.put("type", "object").putArray("required").add("a");
		ResponseFormat format = ResponseFormat.schema(node);
		assertThat(ResponseFormat.schema("{\"type\":\"object\",\"required\":[\"a\"]}")).isEqualTo(format);
		assertThat(ResponseFormat.schema(Map.of("type", "object", "required", List.of("a")))).isEqualTo(format);
	}

	@Test
	void schemaIsNotChangedFromOutside() {
		ObjectNode node = JsonNodeFactory.instance.objectNode().put("type", "object");
		ResponseFormat format = ResponseFormat.schema(node);
		node.put("type", "array");
		((ObjectNode) format.value()).put("type", "array");
		assertThat(format.value().get("type").stringValue()).isEqualTo("object");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "\"json\"", "1", "{", "", "json" })
	void anythingElseIsRefused(String schema) {
		assertThatIllegalArgumentException().isThrownBy(() -> ResponseFormat.schema(schema))
			.withMessageContaining("must be a JSON object");
	}

}
