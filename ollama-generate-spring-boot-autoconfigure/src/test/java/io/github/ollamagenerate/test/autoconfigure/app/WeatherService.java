package io.github.ollamagenerate.test.autoconfigure.app;

import io.github.ollamagenerate.GenerateOperations;

import org.springframework.stereotype.Service;

/**
 * A component that generates text.
 */
@Service
public class WeatherService {

	private final GenerateOperations ollama;

	WeatherService(GenerateOperations ollama) {
		this.ollama = ollama;
	}

	public String forecast(String city) {
		return this.ollama.prompt("Weather in " + city + "?")
			.options((options) -> options.numCtx(4096))
			.call()
			.content();
	}

}
