package io.github.ollamagenerate.sample;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Stops a generation that was sent with an {@code id}.
 */
@RestController
class GenerationsController {

	private final Generations generations;

	GenerationsController(Generations generations) {
		this.generations = generations;
	}

	@DeleteMapping("/generations/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void stop(@PathVariable String id) {
		if (!this.generations.cancel(id)) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no running generation with this id.");
		}
	}

}
