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

import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ModelName}.
 */
class ModelNameTests {

	@ParameterizedTest
	@CsvSource({ "gemma3,gemma3:latest", "gemma3:4b,gemma3:4b", "me/gemma3,me/gemma3:latest",
			"library/gemma3:4b,gemma3:4b", "registry.ollama.ai/library/gemma3,gemma3:latest",
			"registry.ollama.ai/me/m:x,me/m:x", "localhost:5000/me/m,localhost:5000/me/m:latest",
			"https://example.com/library/m:1.0,example.com/library/m:1.0" })
	void isShownAsShortAsPossibleWithItsTag(String text, String expected) {
		assertThat(ModelName.parse(text)).hasToString(expected);
	}

	@ParameterizedTest
	@CsvSource({ "gemma3,registry.ollama.ai/library/gemma3:latest", "localhost:5000/me/m:x,localhost:5000/me/m:x" })
	void fullNameHasAllParts(String text, String expected) {
		assertThat(ModelName.parse(text)).extracting(ModelName::full).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", ":x", "a:", "/a", "a/", "a//b", "host:5000/m", "a/b/c/d", "-a", "a.b/m",
			"m:\u00e9" })
	void whatIsNoNameIsNotParsed(String text) {
		assertThat(ModelName.parse(text)).isNull();
	}

	@Test
	void partsAreLimitedInLength() {
		assertThat(ModelName.parse("m".repeat(80))).isNotNull();
		assertThat(ModelName.parse("m".repeat(81))).isNull();
	}

	@Test
	void builderRefusesWhatIsNoName() {
		assertThatIllegalArgumentException().isThrownBy(() -> MockOllamaServer.builder().models("host:5000/m"))
			.withMessage("'name' must be a model's name like gemma3:4b, was \"host:5000/m\"");
	}

}
