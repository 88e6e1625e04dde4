package io.github.ollamagenerate.server;

import org.jspecify.annotations.Nullable;

/**
 * A model that the server has loaded.
 *
 * @param name the name, tag included
 * @param size the memory that it takes, in bytes; {@code null} if the server does not say
 * @param sizeVram the part of it that is in the memory of a GPU, in bytes; {@code null}
 * if the server does not say
 * @param contextLength the size of its context in tokens, {@code null} if the server does
 * not say
 * @param expiresAt when it will be unloaded unless it is used, text as received;
 * {@code null} if the server does not say
 * @see <a href=
 * "https://github.com/ollama/ollama/blob/main/api/types.go">ProcessModelResponse</a>
 */
public record LoadedModel(String name, @Nullable Long size, @Nullable Long sizeVram, @Nullable Long contextLength,
		@Nullable String expiresAt) {
}
