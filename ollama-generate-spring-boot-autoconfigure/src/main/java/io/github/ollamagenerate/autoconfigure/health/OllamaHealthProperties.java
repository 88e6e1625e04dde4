package io.github.ollamagenerate.autoconfigure.health;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the health of the Ollama server.
 *
 * @param timeout How long to wait for the answer to a probe.
 */
@ConfigurationProperties("ollama.health")
record OllamaHealthProperties(@DefaultValue("1s") Duration timeout) {
}
