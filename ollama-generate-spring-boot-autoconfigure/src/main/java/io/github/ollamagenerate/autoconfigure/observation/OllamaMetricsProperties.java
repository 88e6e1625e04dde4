package io.github.ollamagenerate.autoconfigure.observation;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the meters of a generation.
 */
@ConfigurationProperties("ollama.metrics")
public class OllamaMetricsProperties {

	/**
	 * Whether durations and token counts have buckets.
	 */
	private boolean histogram = true;

	/**
	 * Whether the server is asked twice a minute for the models that it has loaded.
	 */
	private boolean loadedModels;

	/**
	 * Which version of OpenTelemetry's GenAI metrics is recorded too.
	 */
	private GenAi genAi = GenAi.NONE;

	public boolean isHistogram() {
		return this.histogram;
	}

	public void setHistogram(boolean histogram) {
		this.histogram = histogram;
	}

	public boolean isLoadedModels() {
		return this.loadedModels;
	}

	public void setLoadedModels(boolean loadedModels) {
		this.loadedModels = loadedModels;
	}

	public GenAi getGenAi() {
		return this.genAi;
	}

	public void setGenAi(GenAi genAi) {
		this.genAi = genAi;
	}

	/**
	 * Version of the GenAI semantic conventions.
	 */
	public enum GenAi {

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
