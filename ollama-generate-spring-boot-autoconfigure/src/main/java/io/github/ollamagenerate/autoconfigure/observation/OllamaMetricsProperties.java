package io.github.ollamagenerate.autoconfigure.observation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the meters of a generation.
 *
 * @param histogram Whether durations and token counts have buckets.
 */
@ConfigurationProperties("ollama.metrics")
record OllamaMetricsProperties(@DefaultValue("true") boolean histogram) {
}
