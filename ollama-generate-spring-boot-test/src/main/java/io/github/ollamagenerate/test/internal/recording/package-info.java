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
 * Recordings of exchanges with a real server: the format of their files, the choice of
 * the recording for a request, and the proxy that makes them. This package is internal.
 * <p>
 * What a recording is and where it comes from belongs here. Which requests are answered
 * from recordings belongs to {@code dispatch}.
 */
@NullMarked
package io.github.ollamagenerate.test.internal.recording;

import org.jspecify.annotations.NullMarked;
