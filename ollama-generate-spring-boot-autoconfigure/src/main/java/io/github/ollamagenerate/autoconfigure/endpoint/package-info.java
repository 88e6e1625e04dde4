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
 * Auto-configuration of the actuator endpoint, what the endpoint shows of the client, and
 * the sanitizing of values that other endpoints show.
 * <p>
 * Beans and sanitizing functions belong here. The endpoint belongs to {@code endpoint}.
 */
@NullMarked
package io.github.ollamagenerate.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
