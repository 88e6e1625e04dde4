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
