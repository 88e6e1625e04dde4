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
 * Faults on demand: which ones are set, which requests they hit, and what they do to the
 * bytes of an answer. This package is internal.
 * <p>
 * Faults act on the connection, wherever the answer comes from. Answers that are faulty
 * themselves belong to {@code dispatch}.
 */
@NullMarked
package io.github.ollamagenerate.test.internal.fault;

import org.jspecify.annotations.NullMarked;
