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

package io.github.ollamagenerate.client.ndjson;

import org.jspecify.annotations.Nullable;

/**
 * An answer that is not whole. It says what is wrong and leaves the words to the edge,
 * which knows the request and what arrived before.
 */
public abstract class NdjsonException extends RuntimeException {

	NdjsonException(@Nullable String message, @Nullable Throwable cause) {
		// it is translated at once: nobody sees where it was created
		super(message, cause, false, false);
	}

}
