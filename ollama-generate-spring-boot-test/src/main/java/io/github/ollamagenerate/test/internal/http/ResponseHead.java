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

package io.github.ollamagenerate.test.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Status line and headers of an answer.
 *
 * @param status the HTTP status code
 * @param contentType the content type, or null for none
 * @param headers further headers in order
 */
public record ResponseHead(int status, @Nullable String contentType, List<Map.Entry<String, String>> headers) {

	public static ResponseHead of(int status, String contentType) {
		return new ResponseHead(status, contentType, List.of());
	}

	ResponseHead withStatus(int newStatus) {
		return new ResponseHead(newStatus, this.contentType, this.headers);
	}

	ResponseHead withContentType(@Nullable String newContentType) {
		return new ResponseHead(this.status, newContentType, this.headers);
	}

	ResponseHead withHeader(String name, String value) {
		List<Map.Entry<String, String>> newHeaders = new ArrayList<>(this.headers);
		newHeaders.add(Map.entry(name, value));
		return new ResponseHead(this.status, this.contentType, List.copyOf(newHeaders));
	}

}
