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

package io.github.ollamagenerate.test.internal.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.ollamagenerate.test.internal.go.GoJson;
import io.github.ollamagenerate.test.internal.http.HttpAnswer;

/**
 * JSON answers of the server's own. Like Go's they announce their length only if they fit
 * into its buffer.
 */
final class JsonAnswer {

	private static final int BUFFER_SIZE = 2_048;

	private JsonAnswer() {
	}

	static HttpAnswer of(Object value) {
		return ofText(GoJson.text(value));
	}

	static HttpAnswer ofText(String json) {
		byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
		return (bytes.length > BUFFER_SIZE) ? HttpAnswer.stream(List.of(bytes)).contentType(HttpAnswer.JSON)
				: HttpAnswer.json(200, json);
	}

}
