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

import java.util.ArrayDeque;
import java.util.Deque;

import io.github.ollamagenerate.GenerateOperations;

/**
 * Recipe: a conversation whose turns are part of the prompt.
 */
// tag::transcript[]
class Transcript {

	private final Deque<String> turns = new ArrayDeque<>();

	private final GenerateOperations ollama;

	Transcript(GenerateOperations ollama) {
		this.ollama = ollama;
	}

	synchronized String say(String prompt) {
		String turn = "User: " + prompt + "\nAssistant: ";
		String answer = this.ollama.prompt(String.join("", this.turns) + turn)
			.options((options) -> options.stop("\nUser:"))
			.call()
			.content();
		this.turns.add(turn + answer + "\n");
		if (this.turns.size() > 20) {
			this.turns.remove();
		}
		return answer;
	}

}
// end::transcript[]
