/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
