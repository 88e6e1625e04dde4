package io.github.ollamagenerate.server;

import org.jspecify.annotations.Nullable;

/**
 * What the server tells while it pulls a model.
 *
 * @param status what it is doing, such as {@code pulling manifest} or {@code success}
 * @param digest the part of the model that it is about, {@code null} if about none
 * @param total the size of that part in bytes, {@code null} if it does not say
 * @param completed how much of it is there, in bytes, {@code null} if it does not say
 * @see <a href=
 * "https://github.com/ollama/ollama/blob/main/api/types.go">ProgressResponse</a>
 */
public record PullProgress(String status, @Nullable String digest, @Nullable Long total, @Nullable Long completed) {
}
