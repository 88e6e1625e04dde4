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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.integration.cookbook.LineController.Piece;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Recipe: an answer that another request stops.
 */
// tag::stop[]
@RestController
class StopController {

	private final Map<String, Sinks.Empty<Void>> running = new ConcurrentHashMap<>();

	private final GenerateOperations ollama;

	StopController(GenerateOperations ollama) {
		this.ollama = ollama;
	}

	@PostMapping(path = "/answers/{id}", produces = MediaType.APPLICATION_NDJSON_VALUE)
	Flux<Piece> answer(@PathVariable String id, @RequestBody String prompt) {
		Sinks.Empty<Void> stop = this.running.computeIfAbsent(id, (key) -> Sinks.empty());
		Flux<String> texts = this.ollama.prompt(prompt).stream().content().takeUntilOther(stop.asMono());
		return texts.map((text) -> new Piece("text", text)).doFinally((end) -> this.running.remove(id, stop));
	}

	@DeleteMapping("/answers/{id}")
	void stop(@PathVariable String id) {
		this.running.getOrDefault(id, Sinks.empty()).tryEmitEmpty();
	}

}
// end::stop[]
