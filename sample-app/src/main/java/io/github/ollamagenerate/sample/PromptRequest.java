package io.github.ollamagenerate.sample;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What a client asks.
 *
 * @param prompt the text to answer
 * @param model the model, {@code null} for that of {@code ollama.generate.model}
 * @param system the system text, {@code null} for that of the model
 */
record PromptRequest(String prompt, @Nullable String model, @Nullable String system) {

	PromptRequest {
		Assert.hasText(prompt, "'prompt' must not be blank");
	}

	// Spring logs what it reads and writes: no prompt, no answer
	@Override
	public String toString() {
		return "PromptRequest[model=" + this.model + "]";
	}

}
