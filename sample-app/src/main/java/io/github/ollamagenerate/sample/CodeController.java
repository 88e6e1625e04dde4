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

package io.github.ollamagenerate.sample;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateOperations.PromptSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.util.Assert;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Fills in the code between a beginning and an end. Needs a model that can, such as
 * {@code qwen2.5-coder:1.5b}.
 */
@RestController
class CodeController {

	private final GenerateOperations ollama;

	CodeController(GenerateOperations ollama) {
		this.ollama = ollama;
	}

	@PostMapping(path = "/code", consumes = MediaType.APPLICATION_JSON_VALUE)
	Answer fillIn(@RequestBody Gap gap) {
		PromptSpec spec = this.ollama.prompt(gap.prompt()).suffix(gap.suffix()).model(gap.model());
		if (gap.options() != null) {
			spec.options(gap.options()::applyTo);
		}
		return Answer.of(spec.call().response());
	}

	record Gap(String prompt, String suffix, @Nullable String model, PromptRequest.@Nullable Options options) {

		Gap {
			Assert.hasText(prompt, "'prompt' must not be blank: it is the code before the gap");
			Assert.hasText(suffix, "'suffix' must not be blank: it is the code after the gap");
		}

		// Spring logs what it reads: no code
		@Override
		public String toString() {
			return "Gap[model=" + this.model + "]";
		}

	}

}
