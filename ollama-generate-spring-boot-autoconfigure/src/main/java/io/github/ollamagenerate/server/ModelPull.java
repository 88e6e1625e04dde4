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
 * Pull that is in progress.
 *
 * @param model the model
 * @param status the current step, such as {@code pulling manifest}, {@code null} before
 * the server has answered
 * @param total the size in bytes of the parts that the server has named so far, 0 if it
 * has named none
 * @param completed the completed size in bytes of these parts
 */
public record ModelPull(String model, @Nullable String status, long total, long completed) {
}
