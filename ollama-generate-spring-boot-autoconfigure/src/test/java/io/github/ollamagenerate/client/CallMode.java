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

package io.github.ollamagenerate.client;

import java.util.function.BiFunction;

import io.github.ollamagenerate.GenerateResponse;
import reactor.core.publisher.Flux;

/**
 * The ways in which an answer is asked for.
 */
enum CallMode {

	CALL((template, prompt) -> Flux.defer(() -> Flux.just(template.prompt(prompt).call().response()))),

	MONO((template, prompt) -> template.prompt(prompt).mono().response().flux()),

	STREAM((template, prompt) -> template.prompt(prompt).stream().responses());

	private final BiFunction<GenerateTemplate, String, Flux<GenerateResponse>> send;

	CallMode(BiFunction<GenerateTemplate, String, Flux<GenerateResponse>> send) {
		this.send = send;
	}

	Flux<GenerateResponse> send(GenerateTemplate template, String prompt) {
		return this.send.apply(template, prompt);
	}

}
