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
 * Reader that turns the bytes of an answer into chunks. Packets end anywhere; the reader
 * assembles them into lines, and fails with an
 * {@link io.github.ollamagenerate.client.ndjson.NdjsonException} if it cannot read a
 * line. This package is internal.
 * <p>
 * Requests, retries, timeouts, messages of exceptions, warnings, and the accumulation of
 * chunks belong to {@code client}.
 */
@NullMarked
package io.github.ollamagenerate.client.ndjson;

import org.jspecify.annotations.NullMarked;
