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
 * Observation of a generation: its context, its convention, the names of its tags, and
 * the handlers that record meters and log content.
 * <p>
 * Starting and stopping an observation belongs to {@code client}, and creating beans
 * belongs to {@code autoconfigure.observation}.
 */
@NullMarked
package io.github.ollamagenerate.observation;

import org.jspecify.annotations.NullMarked;
