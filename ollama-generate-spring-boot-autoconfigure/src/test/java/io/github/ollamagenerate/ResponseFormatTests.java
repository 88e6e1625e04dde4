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
