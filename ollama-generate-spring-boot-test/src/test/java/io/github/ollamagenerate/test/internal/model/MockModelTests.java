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

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MockModel}.
 */
class MockModelTests {

	@ParameterizedTest
	@CsvSource({ "llama3.2,llama3.2:latest,completion", "qwen3:1.7b,qwen3:1.7b,completion thinking",
			"deepseek-r1,deepseek-r1:latest,completion thinking", "qwen2.5-coder:7b,qwen2.5-coder:7b,completion insert",
			"gemma3,gemma3:latest,completion vision", "mistral:7b:insert+vision,mistral:7b,completion insert vision",
			"mistral:thinking,mistral:latest,completion thinking", "mistral:completion,mistral:latest,completion",
			"qwen3:completion,qwen3:latest,completion", "gemma3:thinker,gemma3:thinker,completion vision",
			"m:vision+thinking,m:latest,completion thinking vision" })
	void nameOrSuffixDecidesAboutTheCapabilities(String text, String name, String capabilities) {
		MockModel model = MockModel.withCapabilities(text);
		assertThat(model.name()).isEqualTo(name);
		assertThat(model.capabilities()).containsExactly(capabilities.split(" "));
		assertThat(MockModel.CAPABILITIES).filteredOn(model::can).isEqualTo(Arrays.asList(capabilities.split(" ")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "m:vision+x|'capability' must be one of completion, thinking, insert, vision, was \"x\"",
					"m:vision+|'capability' must be one of completion, thinking, insert, vision, was \"\"",
					"~ m~|'name' must not start or end with a space, was \" m\"",
					"a b|'name' must be a model's name like gemma3:4b, was \"a b\"",
					":vision|'name' must be a model's name like gemma3:4b, was \"\"" })
	void othersAreRefused(String text, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> MockModel.withCapabilities(text)).withMessage(message);
	}

	@Test
	void namesOfTheSameModelHaveOneKey() {
		assertThat(MockModel.of("Gemma3").key()).isEqualTo("registry.ollama.ai/library/gemma3:latest");
		assertThat(MockModel.of("me/Gemma3:4B").fullName()).isEqualTo("registry.ollama.ai/me/Gemma3:4B");
	}

}
