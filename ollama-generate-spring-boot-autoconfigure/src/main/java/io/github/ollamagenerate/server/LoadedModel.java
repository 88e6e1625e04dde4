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
 * Model that is loaded on the server.
 *
 * @param name the name, including the tag
 * @param size the memory of the model in bytes, {@code null} if not sent
 * @param sizeVram the part of it in GPU memory in bytes, {@code null} if not sent
 * @param contextLength the size of its context in tokens, {@code null} if not sent
 * @param expiresAt the time at which the unused model is unloaded, as received;
 * {@code null} if not sent
 * @see <a href=
 * "https://github.com/ollama/ollama/blob/main/api/types.go">ProcessModelResponse</a>
 */
public record LoadedModel(String name, @Nullable Long size, @Nullable Long sizeVram, @Nullable Long contextLength,
		@Nullable String expiresAt) {
}
