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

/**
 * A line that is not part of an answer.
 */
public final class UnreadableLineException extends NdjsonException {

	private final Kind kind;

	private final String detail;

	UnreadableLineException(Kind kind) {
		this(kind, "");
	}

	UnreadableLineException(Kind kind, String detail) {
		super(kind.name(), null);
		this.kind = kind;
		this.detail = detail;
	}

	/**
	 * Return what is wrong with the line.
	 * @return the kind
	 */
	public Kind kind() {
		return this.kind;
	}

	/**
	 * Return what more is known, depending on the kind.
	 * @return the detail, empty if there is none
	 */
	public String detail() {
		return this.detail;
	}

	/**
	 * What is wrong with a line.
	 */
	public enum Kind {

		/**
		 * It is not JSON, or not an object. The detail is its text, if it can be quoted.
		 */
		NOT_JSON,

		/** It is an event of a stream of server-sent events. */
		SERVER_SENT_EVENT,

		/** It begins a JSON array of objects. */
		ARRAY,

		/** It is not UTF-8. */
		NOT_UTF_8,

		/** It is longer than the limit. The detail is the limit in bytes. */
		TOO_LONG,

		/**
		 * A field has a type that it cannot have. The detail is the name of the field.
		 */
		WRONG_TYPE,

		/** It has text although the answer ended before. */
		TEXT_AFTER_END,

		/** It is the last one, and no line had a field for text. */
		NO_ANSWER

	}

}
