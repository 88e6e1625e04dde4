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

import java.util.List;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateResponse;

/**
 * Recipe: a conversation that the context continues.
 */
// tag::context[]
class Conversation {

	private final GenerateOperations ollama;

	private List<Integer> context = List.of();

	Conversation(GenerateOperations ollama) {
		this.ollama = ollama;
	}

	synchronized String say(String prompt) {
		GenerateResponse answer = this.ollama.prompt(prompt).context(this.context).call().response();
		this.context = answer.context();
		return answer.response();
	}

}
// end::context[]
