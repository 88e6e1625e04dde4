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
 * Answers as a model would give them: names, prompts, options, invented tokens, log
 * probabilities, and JSON that matches a schema. This package is internal.
 * <p>
 * The contents of an answer, up to its lines, belong here. HTTP belongs to {@code http},
 * and the state of a server, such as which models are loaded, belongs to
 * {@code endpoint}.
 */
@NullMarked
package io.github.ollamagenerate.test.internal.model;

import org.jspecify.annotations.NullMarked;
