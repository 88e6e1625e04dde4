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

/**
 * API for text generation with Ollama: operations, requests, responses, and exceptions.
 * <p>
 * Types that application code sees belong here. The package does not import any other
 * package of the starter, and it contains no code that sends a request.
 */
@NullMarked
package io.github.ollamagenerate;

import org.jspecify.annotations.NullMarked;
