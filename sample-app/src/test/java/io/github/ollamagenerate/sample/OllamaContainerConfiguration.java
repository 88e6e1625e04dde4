package io.github.ollamagenerate.sample;

import org.testcontainers.ollama.OllamaContainer;

import io.github.ollamagenerate.test.testcontainers.OllamaModelImage;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;

/**
 * Ollama in a container, with the configured model: it is pulled once and kept with the
 * image.
 * <p>
 * Without {@code @TestConfiguration}: tests that start the sample scan this package.
 */
class OllamaContainerConfiguration {

	static final String IMAGE = "ollama/ollama:0.12.6";

	@Bean
	@ServiceConnection
	OllamaContainer ollamaContainer(@Value("${ollama.generate.model}") String model) {
		return new OllamaContainer(OllamaModelImage.of(IMAGE, model));
	}

}
