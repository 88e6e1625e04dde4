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

package io.github.ollamagenerate.test.internal.recording;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a client has requested. Apart from the headers that somebody adds to the file, it
 * holds what decides about the answer.
 *
 * @param method the HTTP method
 * @param path the path without the query
 * @param headers headers for those who read the file, an absent one with the value null;
 * not compared
 * @param json the body, or null if there is none or it is not valid JSON
 * @param bytes a body that is not valid JSON, otherwise empty
 */
public record RecordedCall(String method, String path, Map<String, @Nullable String> headers, @Nullable JsonNode json,
		byte[] bytes) {

	RecordedCall withJson(JsonNode newJson) {
		return new RecordedCall(this.method, this.path, this.headers, newJson, this.bytes);
	}

	RecordedCall withBytes(byte[] newBytes) {
		return new RecordedCall(this.method, this.path, this.headers, this.json, newBytes);
	}

	/** Whether the server changes nothing, so that clients ask as often as they like. */
	boolean isRead() {
		return this.method.equals("GET") || this.method.equals("HEAD");
	}

}
