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

package io.github.ollamagenerate.autoconfigure.diagnostics;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;

/**
 * Thrown at start-up for an unknown property, such as a misspelled one. The message does
 * not contain its value, which may be a prompt or a key.
 */
class UnknownPropertyException extends RuntimeException {

	private final List<String> siblings;

	private final @Nullable String meant;

	/**
	 * Create an exception.
	 * @param name the name
	 * @param origin where it is set, {@code null} if unknown
	 * @param siblings the names that exist beside it
	 * @param meant the property that was probably meant, {@code null} if unknown
	 */
	UnknownPropertyException(String name, @Nullable Origin origin, List<String> siblings, @Nullable String meant) {
		super("The property '" + name + "'" + ((origin != null) ? ", set in " + origin + "," : "") + " does not exist");
		this.siblings = siblings;
		this.meant = meant;
	}

	List<String> siblings() {
		return this.siblings;
	}

	@Nullable String meant() {
		return this.meant;
	}

}
