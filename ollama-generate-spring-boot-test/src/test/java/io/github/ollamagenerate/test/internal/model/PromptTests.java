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

package io.github.ollamagenerate.test.internal.model;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Prompt}.
 */
class PromptTests {

	private static final List<Long> CONTEXT = List.of(7L, 8L);

	@Test
	void templateAddsTokens() {
		int plain = tokens(prompt("", "", "", 0, null));
		assertThat(plain).isGreaterThan(2);
		assertThat(prompt("", "", "", 0, null).tokens(false, true)).isGreaterThan(plain);
		assertThat(tokens(prompt("", "Be brief.", "", 0, null))).isGreaterThan(plain + 2);
		assertThat(tokens(prompt("", "", "{{ .Prompt }}", 0, null))).isEqualTo(2);
	}

	@Test
	void rawPromptCannotHaveATemplateASystemTextOrAContext() {
		assertThat(prompt("", "", "", 0, null).templated()).isFalse();
		assertThat(prompt("", "", "", 0, List.of()).templated()).isFalse();
		assertThat(prompt("", "Be brief.", "", 0, null).templated()).isTrue();
		assertThat(prompt("", "", "{{ .Prompt }}", 0, null).templated()).isTrue();
		assertThat(prompt("", "", "", 0, CONTEXT).templated()).isTrue();
	}

	@Test
	void contextCounts() {
		assertThat(tokens(prompt("", "", "", 0, CONTEXT))).isEqualTo(tokens(prompt("", "", "", 0, null)) + 2);
		assertThat(tokens(prompt("", "", "", 0, List.of()))).isEqualTo(tokens(prompt("", "", "", 0, null)));
	}

	@Test
	void imagesCostMoreForAModelThatSees() {
		int plain = tokens(prompt("", "", "", 0, null));
		int placeholder = tokens(prompt("", "", "", 1, null)) - plain;
		assertThat(placeholder).isPositive();
		assertThat(prompt("", "", "", 1, null).tokens(true, false)).isGreaterThan(plain + placeholder);
		assertThat(tokens(prompt("", "", "", 2, null))).isEqualTo(plain + 2 * placeholder);
	}

	@Test
	void withSuffixSystemAndImagesPlayNoPart() {
		assertThat(tokens(prompt("end", "Be brief.", "", 1, CONTEXT)))
			.isEqualTo(tokens(prompt("end", "", "", 0, CONTEXT)));
		assertThat(tokens(prompt("end", "", "", 0, null))).isGreaterThan(tokens(prompt("", "", "", 0, null)));
	}

	@Test
	void rawPromptIsAllThereIs() {
		assertThat(tokens(new Prompt("one two", "end", "", "", true, 1, null))).isEqualTo(2);
	}

	private static Prompt prompt(String suffix, String system, String template, int images,
			@Nullable List<Long> context) {
		return new Prompt("one two", suffix, system, template, false, images, context);
	}

	private static int tokens(Prompt prompt) {
		return prompt.tokens(false, false);
	}

}
