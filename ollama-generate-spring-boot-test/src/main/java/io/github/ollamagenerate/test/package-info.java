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
 * Mock Ollama server for tests, with answers that a test enqueues and answers that the
 * server generates.
 * <p>
 * Types that a test uses and the command line belong here. The implementation of the
 * server belongs to the {@code internal} packages, which are not part of the API and do
 * not import this package.
 */
@NullMarked
package io.github.ollamagenerate.test;

import org.jspecify.annotations.NullMarked;
