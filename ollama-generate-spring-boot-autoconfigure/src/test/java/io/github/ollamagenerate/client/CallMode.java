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
