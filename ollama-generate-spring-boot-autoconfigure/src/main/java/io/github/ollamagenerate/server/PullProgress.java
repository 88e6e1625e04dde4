package io.github.ollamagenerate.server;

import org.jspecify.annotations.Nullable;

/**
 * Progress of a server that pulls a model.
 *
 * @param status the current step, such as {@code pulling manifest} or {@code success}
 * @param digest the part of the model, {@code null} if the step is not about a part
 * @param total the size of that part in bytes, {@code null} if not sent
 * @param completed the completed size of that part in bytes, {@code null} if not sent
 * @see <a href=
 * "https://github.com/ollama/ollama/blob/main/api/types.go">ProgressResponse</a>
 */
public record PullProgress(String status, @Nullable String digest, @Nullable Long total, @Nullable Long completed) {
}
