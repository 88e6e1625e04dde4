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
 * How requests and responses travel over connections, and what the errors of a server
 * mean. This package is internal.
 * <p>
 * Code that handles HTTP and connections belongs here. The path of a request, its
 * observation, retries, and timeouts belong to {@code client}.
 */
@NullMarked
package io.github.ollamagenerate.client.http;

import org.jspecify.annotations.NullMarked;
