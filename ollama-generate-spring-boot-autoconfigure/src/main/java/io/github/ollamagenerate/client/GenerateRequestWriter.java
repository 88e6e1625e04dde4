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

package io.github.ollamagenerate.client;

import io.github.ollamagenerate.GenerateRequest;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the body of a request: exactly the fields that are set, and {@code stream}. It
 * uses a mapper of its own, so that the application's mapper cannot change the body.
 */
final class GenerateRequestWriter {

	private static final JsonMapper MAPPER = new JsonMapper();

	private GenerateRequestWriter() {
	}

	static byte[] write(GenerateRequest request, boolean stream) {
		return MAPPER.writeValueAsBytes(request.asMap(stream));
	}

}
