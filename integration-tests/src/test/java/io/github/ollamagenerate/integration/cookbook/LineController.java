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

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateOperations;
import reactor.core.publisher.Flux;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Recipe: an answer as newline-delimited JSON, in Spring MVC and in WebFlux.
 */
// tag::lines[]
@RestController
class LineController {

	private final GenerateOperations ollama;

	LineController(GenerateOperations ollama) {
		this.ollama = ollama;
	}

	@PostMapping(path = "/lines", produces = MediaType.APPLICATION_NDJSON_VALUE)
	Flux<Piece> lines(@RequestBody String prompt) {
		return this.ollama.prompt(prompt)
			.stream()
			.content()
			.map((text) -> new Piece("text", text))
			.concatWithValues(new Piece("end", ""))
			.onErrorResume(GenerateException.class, (ex) -> Flux.just(new Piece("failure", "")));
	}

	record Piece(String type, String text) {
	}

}
// end::lines[]
