package io.github.ollamagenerate.sample;

import io.github.ollamagenerate.autoconfigure.OllamaGenerateConnectionDetails;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells the web page who answers.
 */
@RestController
class StatusController {

	private final Status status;

	StatusController(OllamaGenerateConnectionDetails server, @Value("${ollama.generate.model}") String model) {
		this.status = new Status(server instanceof ServerOrMock either && either.isMock(), model);
	}

	@GetMapping("/status")
	Status status() {
		return this.status;
	}

	record Status(boolean mock, String model) {
	}

}
