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

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A line in which the server tells of a failure.
 */
public final class ErrorLineException extends NdjsonException {

	private final transient Map<String, @Nullable Object> fields;

	ErrorLineException(Map<String, @Nullable Object> fields) {
		super(null, null);
		this.fields = fields;
	}

	/**
	 * Return the fields of the line that are not those of an answer, {@code error} among
	 * them.
	 * @return the fields, as JSON values of Java
	 */
	public Map<String, @Nullable Object> fields() {
		return this.fields;
	}

}
