package io.github.ollamagenerate.autoconfigure.observation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the observation of a generation. What they show is content of users.
 *
 * @param logPrompt Whether prompts are logged.
 * @param logCompletion Whether answers are logged.
 * @param spanContent Whether spans carry prompt, system text and answer.
 */
@ConfigurationProperties("ollama.observations")
record OllamaObservationsProperties(@DefaultValue("false") boolean logPrompt,
		@DefaultValue("false") boolean logCompletion, @DefaultValue("false") boolean spanContent) {
}
