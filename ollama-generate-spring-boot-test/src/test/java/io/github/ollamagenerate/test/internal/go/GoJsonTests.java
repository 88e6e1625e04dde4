package io.github.ollamagenerate.test.internal.go;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GoJson}.
 */
class GoJsonTests {

	@Test
	void escapesAsGoDoes() {
		assertThat(GoJson.text("<a href=\"x\">&\\ \n\r\t\b\f\u0001\u2028é🙂"))
			.isEqualTo("\"\\u003ca href=\\\"x\\\"\\u003e\\u0026\\\\ \\n\\r\\t\\b\\f\\u0001\\u2028é🙂\"");
	}

	@Test
	void writesNestedValuesInOrder() {
		Map<String, Object> value = new LinkedHashMap<>();
		value.put("b", List.of(1, 2L, true));
		value.put("a", Map.of("c", List.of()));
		value.put("n", null);
		assertThat(GoJson.text(value)).isEqualTo("{\"b\":[1,2,true],\"a\":{\"c\":[]},\"n\":null}");
	}

}
