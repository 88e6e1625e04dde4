package io.github.ollamagenerate.autoconfigure.observation;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the observation of a generation. What they show is content of users.
 */
@ConfigurationProperties("ollama.observations")
public class OllamaObservationsProperties {

	/**
	 * Whether prompts are logged.
	 */
	private boolean logPrompt;

	/**
	 * Whether answers are logged.
	 */
	private boolean logCompletion;

	/**
	 * Whether spans carry prompt, system text and answer.
	 */
	private boolean spanContent;

	public boolean isLogPrompt() {
		return this.logPrompt;
	}

	public void setLogPrompt(boolean logPrompt) {
		this.logPrompt = logPrompt;
	}

	public boolean isLogCompletion() {
		return this.logCompletion;
	}

	public void setLogCompletion(boolean logCompletion) {
		this.logCompletion = logCompletion;
	}

	public boolean isSpanContent() {
		return this.spanContent;
	}

	public void setSpanContent(boolean spanContent) {
		this.spanContent = spanContent;
	}

}
