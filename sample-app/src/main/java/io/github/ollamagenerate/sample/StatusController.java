package io.github.ollamagenerate.sample;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells the web page who answers.
 */
@RestController
class StatusController {

	private final Status status;

	StatusController(ServerOrMock server, @Value("${ollama.generate.model}") String model) {
		this.status = new Status(server.isMock(), model);
	}

	@GetMapping("/status")
	Status status() {
		return this.status;
	}

	record Status(boolean mock, String model) {
	}

}
