package io.github.ollamagenerate.sample;

import java.time.Duration;
import java.util.List;

import reactor.core.publisher.Mono;

import io.github.ollamagenerate.server.OllamaServerClient;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Names the models that are installed.
 */
@RestController
class ModelsController {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final OllamaServerClient server;

	ModelsController(OllamaServerClient server) {
		this.server = server;
	}

	@GetMapping("/models")
	Mono<List<String>> models() {
		return this.server.models().timeout(TIMEOUT);
	}

}
