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

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.ClassUtils;

/**
 * Describes what is wrong with the body of a request, with the names of its fields but
 * never with their values.
 */
final class UnreadableJson {

	private UnreadableJson() {
	}

	static String describe(HttpMessageNotReadableException ex) {
		Throwable cause = ex.getCause();
		// ours, from the constructor of a record
		if (cause instanceof ValueInstantiationException
				&& cause.getCause() instanceof IllegalArgumentException violation) {
			return violation.getMessage() + ".";
		}
		if (cause instanceof MismatchedInputException mismatch && !mismatch.getPath().isEmpty()) {
			return expected(mismatch, mismatch.getTargetType());
		}
		if (cause instanceof InputCoercionException outOfRange && !outOfRange.getPath().isEmpty()) {
			return expected(outOfRange, ClassUtils.resolvePrimitiveIfNecessary(outOfRange.getTargetType()));
		}
		if (cause instanceof StreamConstraintsException) {
			return "The JSON is nested too deeply, or a text or number in it is too long.";
		}
		if (cause instanceof StreamReadException syntax) {
			TokenStreamLocation location = syntax.getLocation();
			return "The body is not valid JSON in UTF-8" + ((location != null)
					? " at line " + location.getLineNr() + ", column " + location.getColumnNr() : "") + ".";
		}
		return "The body is not a JSON object. Send one, such as {\"prompt\": \"Why is the sky blue?\"}.";
	}

	private static String expected(JacksonException ex, @Nullable Class<?> type) {
		return "'" + path(ex) + "' has a value that is not valid: " + describe(type) + " is expected.";
	}

	private static String path(JacksonException ex) {
		return ex.getPath().stream().map(UnreadableJson::element).collect(Collectors.joining()).substring(1);
	}

	private static String element(JacksonException.Reference reference) {
		return (reference.getPropertyName() != null) ? "." + reference.getPropertyName()
				: "[" + reference.getIndex() + "]";
	}

	private static String describe(@Nullable Class<?> type) {
		if (type == null) {
			return "something else";
		}
		if (Number.class.isAssignableFrom(type)) {
			return (type == Double.class) ? "a number"
					: "a whole number of up to " + ((type == Long.class) ? "64" : "32") + " bits";
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
