package io.github.ollamagenerate.autoconfigure.observation;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration properties for the observation of a generation. Each of them exposes user
 * content.
 */
@ConfigurationProperties("ollama.observations")
public class OllamaObservationsProperties {

	/**
	 * Whether to log prompts, which may contain personal data.
	 */
	private boolean logPrompt;

	/**
	 * Whether to log answers, which may contain personal data.
	 */
	private boolean logCompletion;

	/**
	 * Whether to add the prompt, the system text, and the answer to spans. They may
	 * contain personal data.
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
