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

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TextTemplate}.
 */
class TextTemplateTests {

	@Test
	void parametersAreReplacedAndNothingElse() {
		TextTemplate template = TextTemplate.of("""
				{"a":{"b":{{ count }}}} ${x} #{y} {name} {{"json":1}} {{}} <b>{{name}}</b> {{name}} {{#list}}""");
		assertThat(template.render(Map.of("count", 3, "name", "A & \"B\" $1 \\ <i>"))).isEqualTo(
				"""
						{"a":{"b":3}} ${x} #{y} {name} {{"json":1}} {{}} <b>A & "B" $1 \\ <i></b> A & "B" $1 \\ <i> {{#list}}""");
		assertThat(TextTemplate.of("{}").render(Map.of())).isEqualTo("{}");
	}

	@Test
	void valueThatLooksLikeAParameterIsNotReplaced() {
		assertThat(TextTemplate.of("{{a}} {{b}}").render(Map.of("a", "{{b}} ${b}", "b", "secret")))
			.isEqualTo("{{b}} ${b} secret");
	}

	@Test
	void textOfAResourceIsReadAsUtf8() {
		TextTemplate template = TextTemplate
			.of(new ByteArrayResource("Gr\u00fc\u00dfe, {{name}}".getBytes(StandardCharsets.UTF_8), "greeting.txt"));
		assertThat(template.render(Map.of("name", "Eva"))).isEqualTo("Gr\u00fc\u00dfe, Eva");
		assertThatIllegalArgumentException().isThrownBy(() -> template.render(Map.of()))
			.withMessageContaining("greeting.txt")
			.withMessageContaining("needs a value for the parameter 'name'");
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> TextTemplate.of(new ClassPathResource("prompts/missing.txt")))
			.withMessageContaining("prompts/missing.txt");
	}

	@Test
	void missingNullAndUnusedParametersAreNamedWithoutTextAndValues() {
		TextTemplate template = TextTemplate.of("canary {{city}}");
		Map<String, Object> none = new HashMap<>();
		none.put("city", null);
		for (Map<String, ?> parameters : List.of(new HashMap<String, Object>(), none)) {
			assertThatIllegalArgumentException().isThrownBy(() -> template.render(parameters))
				.withMessage("The text template needs a value for the parameter 'city'");
		}
		assertThatIllegalArgumentException()
			.isThrownBy(() -> template.render(Map.of("city", "canary", "town", "canary")))
			.withMessage("The text template does not have the parameter 'town', only [city]");
		assertThat(template).hasToString("The text template with the parameters [city]");
	}

}
