package io.github.ollamagenerate.autoconfigure;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.server.LoadedModel;
import io.github.ollamagenerate.server.PullProgress;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * {@link RuntimeHintsRegistrar} for the types that an application may write as JSON, from
 * a controller for example. What goes over the wire to Ollama needs no reflection.
 */
class OllamaGenerateRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), GenerateResponse.class,
				LoadedModel.class, PullProgress.class);
	}

}
