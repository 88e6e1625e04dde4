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
