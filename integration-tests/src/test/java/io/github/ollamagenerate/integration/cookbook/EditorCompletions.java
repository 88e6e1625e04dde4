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

import java.time.Duration;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateOperations;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Recipe: completions while somebody types.
 */
// tag::editor[]
record EditorCompletions(GenerateOperations ollama) {

	Flux<String> complete(Flux<Cursor> cursors) {
		return cursors.sampleTimeout((cursor) -> Mono.delay(Duration.ofMillis(150))).switchMap(this::complete);
	}

	private Mono<String> complete(Cursor cursor) {
		return this.ollama.prompt(cursor.before())
			.model("qwen2.5-coder")
			.suffix(cursor.after())
			.options((options) -> options.numPredict(64).temperature(0).stop("\n\n"))
			.timeouts((timeouts) -> timeouts.total(Duration.ofSeconds(5)))
			.mono()
			.content()
			.onErrorResume(GenerateException.class, (ex) -> Mono.empty());
	}

	record Cursor(String before, String after) {
	}

}
// end::editor[]
