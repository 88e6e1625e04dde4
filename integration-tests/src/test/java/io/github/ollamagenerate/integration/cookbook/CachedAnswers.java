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

package io.github.ollamagenerate.integration.cookbook;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateResponse;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;

/**
 * Recipe: an answer that is generated once.
 */
// tag::cache[]
@Service
class CachedAnswers {

	private final GenerateOperations ollama;

	CachedAnswers(GenerateOperations ollama) {
		this.ollama = ollama;
	}

	@Cacheable(cacheNames = "answers", unless = "#result.doneReason() != 'stop'")
	GenerateResponse answer(String model, String prompt) {
		return this.ollama.prompt(prompt)
			.model(model)
			.options((options) -> options.seed(42).temperature(0))
			.call()
			.response();
	}

}
// end::cache[]
