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
import reactor.core.publisher.Flux;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers a prompt piece by piece: as lines of JSON, or as server-sent events if the
 * {@code Accept} header asks for them.
 */
@RestController
class StreamingController {

	private final GenerateOperations ollama;

	private final Generations generations;

	StreamingController(GenerateOperations ollama, Generations generations) {
		this.ollama = ollama;
		this.generations = generations;
	}

	// without "produces", so that it serves clients that take anything
	@PostMapping(path = "/generate", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Flux<Object>> lines(@RequestBody PromptRequest request) {
		return ResponseEntity.ok().contentType(MediaType.APPLICATION_NDJSON).body(stream(request));
	}

	// objects and not bare text: SSE would eat the spaces and line ends that tokens have
	@PostMapping(path = "/generate", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<Object> events(@RequestBody PromptRequest request) {
		return stream(request);
	}

	/**
	 * A client that goes away cancels the flux, which closes the connection to Ollama and
	 * so ends the generation. A servlet container notices with the next write only: see
	 * {@link Generations} for what works at once.
	 */
	private Flux<Object> stream(PromptRequest request) {
		Flux<Answer> answer = request.ask(this.ollama).stream().responses().map(Answer::of);
		return this.generations.cancellable(request.id(), ErrorLine.last(answer));
	}

}
