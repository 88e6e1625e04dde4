package io.github.ollamagenerate.autoconfigure.observation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the meters of a generation.
 *
 * @param histogram Whether durations and token counts have buckets.
 * @param loadedModels Whether the server is asked twice a minute for the models that it
 * has loaded.
 * @param genAi Which version of OpenTelemetry's GenAI metrics is recorded too.
 */
@ConfigurationProperties("ollama.metrics")
record OllamaMetricsProperties(@DefaultValue("true") boolean histogram, @DefaultValue("false") boolean loadedModels,
		@DefaultValue("none") GenAi genAi) {

	/**
	 * Version of the GenAI semantic conventions.
	 */
	enum GenAi {

		/**
		 * None of them.
		 */
		NONE,

		/**
		 * Version 0.1.
		 */
		V0_1

	}

}
