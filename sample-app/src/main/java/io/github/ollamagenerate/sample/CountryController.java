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

import java.util.List;

import io.github.ollamagenerate.GenerateOperations;
import reactor.core.publisher.Flux;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers a prompt with values instead of text.
 */
@RestController
class CountryController {

	private final GenerateOperations ollama;

	private final Generations generations;

	CountryController(GenerateOperations ollama, Generations generations) {
		this.ollama = ollama;
		this.generations = generations;
	}

	/**
	 * The schema of the type is sent along, and the answer is read as one.
	 */
	@PostMapping(path = "/country", consumes = MediaType.APPLICATION_JSON_VALUE)
	Country country(@RequestBody PromptRequest request) {
		return request.ask(this.ollama).call().entity(Country.class);
	}

	/**
	 * Each element of the array is a line that is sent as soon as the model has written
	 * it; a failure after the first is the last line.
	 */
	@PostMapping(path = "/countries", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_NDJSON_VALUE)
	Flux<Object> countries(@RequestBody PromptRequest request) {
		Flux<Country> countries = request.ask(this.ollama).stream().entities(Country.class);
		return this.generations.cancellable(request.id(), ErrorLine.last(countries));
	}

	record Country(String name, String capital, int population, List<String> languages) {
	}

}
