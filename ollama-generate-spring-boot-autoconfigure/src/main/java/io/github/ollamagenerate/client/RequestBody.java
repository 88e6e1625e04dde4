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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Body of a request: exactly the fields that are set, and {@code stream}. It is let go
 * when the response begins, for with images it is large and the answer may take minutes;
 * an attempt after that writes it again.
 */
final class RequestBody {

	// not the application's mapper, which could change the body
	private static final JsonMapper MAPPER = new JsonMapper();

	private final GenerateRequest request;

	private final boolean stream;

	private volatile byte @Nullable [] bytes;

	RequestBody(GenerateRequest request, boolean stream) {
		this.request = request;
		this.stream = stream;
		this.bytes = write();
	}

	byte[] bytes() {
		byte[] bytes = this.bytes;
		return (bytes != null) ? bytes : write();
	}

	private byte[] write() {
		return MAPPER.writeValueAsBytes(this.request.asMap(this.stream));
	}

	void letGo() {
		this.bytes = null;
	}

}
