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
 * Endpoints of the server: what each one accepts, the order of its checks, and the answer
 * that it generates. This package is internal.
 * <p>
 * Behavior that a real server has belongs here. Enqueued answers belong to
 * {@code dispatch} and do not reach this package.
 */
@NullMarked
package io.github.ollamagenerate.test.internal.endpoint;

import org.jspecify.annotations.NullMarked;
