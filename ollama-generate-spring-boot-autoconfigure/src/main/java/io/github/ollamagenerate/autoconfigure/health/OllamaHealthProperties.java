package io.github.ollamagenerate.autoconfigure.health;

import java.time.Duration;

import io.github.ollamagenerate.health.OllamaHealthIndicator.ModelCheck;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Configuration properties for the health check of the Ollama server.
 */
@ConfigurationProperties("ollama.health")
public class OllamaHealthProperties {

	/**
	 * Maximum time for a health check, including all its requests.
	 */
	private Duration timeout = Duration.ofSeconds(1);

	/**
	 * Behavior when the server does not have the model of ollama.generate.model.
	 */
	private ModelCheck modelCheck = ModelCheck.WARN;

	public Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(Duration timeout) {
		if (timeout.isZero() || timeout.isNegative()) {
			throw new InvalidConfigurationPropertyValueException("ollama.health.timeout", timeout,
					"It must be longer than zero.");
		}
		this.timeout = timeout;
	}

	public ModelCheck getModelCheck() {
		return this.modelCheck;
	}

	public void setModelCheck(ModelCheck modelCheck) {
		this.modelCheck = modelCheck;
	}

}
