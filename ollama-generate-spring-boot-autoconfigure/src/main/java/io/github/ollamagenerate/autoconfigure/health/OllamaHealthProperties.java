package io.github.ollamagenerate.autoconfigure.health;

import java.time.Duration;

import io.github.ollamagenerate.health.OllamaHealthIndicator.ModelCheck;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Properties of the health of the Ollama server.
 *
 * @param timeout How long to wait for the answer to a probe.
 * @param modelCheck What it means when the server does not have the model of
 * ollama.generate.model.
 */
@ConfigurationProperties("ollama.health")
record OllamaHealthProperties(@DefaultValue("1s") Duration timeout, @DefaultValue("warn") ModelCheck modelCheck) {

	OllamaHealthProperties {
		if (timeout.isZero() || timeout.isNegative()) {
			throw new InvalidConfigurationPropertyValueException("ollama.health.timeout", timeout,
					"It must be longer than zero.");
		}
	}

}
