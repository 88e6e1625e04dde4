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

package io.github.ollamagenerate.sample;

import java.util.stream.Collectors;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

import org.springframework.http.converter.HttpMessageNotReadableException;

/**
 * Describes what is wrong with the body of a request, with the names of its fields but
 * never with their values.
 */
final class UnreadableJson {

	private static final String EXAMPLE = "Send JSON with a prompt that is not blank, such as "
			+ "{\"prompt\": \"Why is the sky blue?\"}.";

	private UnreadableJson() {
	}

	static String describe(HttpMessageNotReadableException ex) {
		Throwable cause = ex.getCause();
		// ours, from the constructor of a record
		if (cause instanceof ValueInstantiationException
				&& cause.getCause() instanceof IllegalArgumentException violation) {
			return violation.getMessage() + ". " + EXAMPLE;
		}
		if (cause instanceof MismatchedInputException mismatch && !mismatch.getPath().isEmpty()) {
			return "'" + path(mismatch) + "' has a value that is not valid: " + expected(mismatch) + " is expected. "
					+ EXAMPLE;
		}
		return EXAMPLE;
	}

	private static String path(MismatchedInputException ex) {
		return ex.getPath().stream().map(UnreadableJson::element).collect(Collectors.joining()).substring(1);
	}

	private static String element(JacksonException.Reference reference) {
		return (reference.getPropertyName() != null) ? "." + reference.getPropertyName()
				: "[" + reference.getIndex() + "]";
	}

	private static String expected(MismatchedInputException ex) {
		Class<?> type = ex.getTargetType();
		if (type == null) {
			return "something else";
		}
		if (Number.class.isAssignableFrom(type)) {
			return (type == Double.class) ? "a number" : "a whole number";
		}
		if (type == byte[].class) {
			return "base64 text";
		}
		if (type == String.class) {
			return "text";
		}
		return Iterable.class.isAssignableFrom(type) ? "an array" : "an object";
	}

}
