package io.github.ollamagenerate.sample;

import reactor.core.publisher.Flux;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateOperations.PromptSpec;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers prompts: whole or in pieces, as the {@code Accept} header asks.
 */
@RestController
class GenerateController {

	private final GenerateOperations ollama;

	GenerateController(GenerateOperations ollama) {
		this.ollama = ollama;
	}

	@PostMapping(path = "/generate", produces = MediaType.APPLICATION_JSON_VALUE)
	Answer whole(@RequestBody PromptRequest request) {
		return Answer.of(prompt(request).call().response());
	}

	// one object a line; without "produces", so that it serves clients that take anything
	@PostMapping("/generate")
	ResponseEntity<Flux<Answer>> lines(@RequestBody PromptRequest request) {
		return ResponseEntity.ok().contentType(MediaType.APPLICATION_NDJSON).body(stream(request));
	}

	// objects and not bare text: SSE would eat the spaces and line ends that tokens have
	@PostMapping(path = "/generate", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<Answer> events(@RequestBody PromptRequest request) {
		return stream(request);
	}

	/**
	 * A client that goes away cancels the flux, which closes the connection to Ollama and
	 * so ends the generation. A servlet container notices with the next write only.
	 */
	private Flux<Answer> stream(PromptRequest request) {
		return prompt(request).stream()
			.responses()
			.map(Answer::of)
			// the status of a stream that has begun is sent already, so the last object
			// tells; an earlier failure is left to GenerateExceptionHandler
			.switchOnFirst((first, answers) -> first.hasError() ? answers
					: answers.onErrorResume(GenerateException.class, (ex) -> Flux.just(Answer.failed(ex))));
	}

	private PromptSpec prompt(PromptRequest request) {
		return this.ollama.prompt(request.prompt()).model(request.model()).system(request.system());
	}

}
