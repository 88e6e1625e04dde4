package io.github.ollamagenerate.sample;

import io.github.ollamagenerate.GenerateOperations;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers a prompt with one object: the thread of the request waits for the whole answer.
 */
@RestController
class BlockingController {

	private final GenerateOperations ollama;

	BlockingController(GenerateOperations ollama) {
		this.ollama = ollama;
	}

	@PostMapping(path = "/generate", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	Answer whole(@RequestBody PromptRequest request) {
		return Answer.of(request.ask(this.ollama).call().response());
	}

}
