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
 * Checks of the configuration at start-up: unknown properties, values that are not valid,
 * and the failure analyzers for both.
 * <p>
 * Code that explains a failed start belongs here. Checks that run during a request belong
 * to {@code client}.
 */
@NullMarked
package io.github.ollamagenerate.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;
