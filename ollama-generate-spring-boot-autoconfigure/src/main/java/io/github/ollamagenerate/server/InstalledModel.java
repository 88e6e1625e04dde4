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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Model that is installed on the server.
 *
 * @param name the name, including the tag
 * @param digest the digest of its manifest, {@code null} if not sent; it changes with the
 * content
 * @param size the size on disk in bytes, {@code null} if not sent
 * @param capabilities what the model supports, such as {@code completion},
 * {@code thinking}, {@code vision}, and {@code insert}; {@code null} if not sent, see
 * {@link OllamaServerClient#capabilities(String)}
 * @see <a href=
 * "https://github.com/ollama/ollama/blob/main/api/types.go">ListModelResponse</a>
 */
public record InstalledModel(String name, @Nullable String digest, @Nullable Long size,
		@Nullable List<String> capabilities) {
}
