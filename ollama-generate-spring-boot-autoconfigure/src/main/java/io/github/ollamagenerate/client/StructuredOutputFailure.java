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

import java.lang.reflect.Type;
import java.util.Map;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.StructuredOutputException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.InvalidDefinitionException;

import org.springframework.core.KotlinDetector;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Describes an answer that does not match the requested type, without quoting it.
 */
final class StructuredOutputFailure {

	private static final String PACKAGE_OR_OUTER = "[\\w.]+[.$](?=\\w)";

	private static final String KOTLIN_MODULE = "tools.jackson.module.kotlin.KotlinModule";

	private StructuredOutputFailure() {
	}

	/**
	 * Create the exception for text that does not match the type.
	 * @param what the text, such as an answer or an element of it
	 */
	static StructuredOutputException of(String what, Type type, GenerateResponse response,
			@Nullable JacksonException cause) {
		if (cause instanceof InvalidDefinitionException definition) {
			return new StructuredOutputException(what + " cannot be read: Jackson cannot construct "
					+ simpleName(definition.getType().toCanonical()) + at(cause) + ". " + nextForType(definition),
					response, withoutContent(cause));
		}
		String problem = what + " could not be read as " + simpleName(ResolvableType.forType(type).toString());
		if (cause instanceof SchemaCheck.Violation violation) {
			return new StructuredOutputException(
					problem + ": " + violation.getOriginalMessage() + ". " + next(response), response, null);
		}
		return new StructuredOutputException(problem + ((cause != null) ? at(cause) : "") + ". " + next(response),
				response, (cause != null) ? withoutContent(cause) : null);
	}

	private static String simpleName(String type) {
		return type.replaceAll(PACKAGE_OR_OUTER, "");
	}

	private static String at(JacksonException cause) {
		StringBuilder path = new StringBuilder();
		for (Reference reference : cause.getPath()) {
			if (reference.getPropertyName() == null) {
				path.append("[").append(reference.getIndex()).append("]");
			}
			else {
				// the key of a map is part of the answer
				path.append(path.isEmpty() ? "" : ".").append(isMap(reference) ? "*" : reference.getPropertyName());
			}
		}
		return path.isEmpty() ? "" : " (at " + path + ")";
	}

	private static boolean isMap(Reference reference) {
		return reference.from() instanceof Map
				|| reference.from() instanceof Class<?> type && Map.class.isAssignableFrom(type);
	}

	// Jackson quotes what it could not read, in its message and in causes of its own
	private static Throwable withoutContent(JacksonException ex) {
		TokenStreamLocation location = ex.getLocation();
		String where = (location != null) ? " at line " + location.getLineNr() + ", column " + location.getColumnNr()
				: "";
		Throwable cause = new IllegalArgumentException(ex.getClass().getName() + where);
		cause.setStackTrace(ex.getStackTrace());
		return cause;
	}

	private static String nextForType(InvalidDefinitionException cause) {
		Class<?> type = cause.getType().getRawClass();
		return (KotlinDetector.isKotlinType(type) && !ClassUtils.isPresent(KOTLIN_MODULE, type.getClassLoader()))
				? "Add the dependency tools.jackson.module:jackson-module-kotlin."
				: "Use a record, or give the type a constructor for Jackson.";
	}

	private static String next(GenerateResponse response) {
		if ("length".equals(response.doneReason())) {
			return "The answer was truncated (done_reason length): raise num_predict, or num_ctx if the context was full.";
		}
		if (response.response().isEmpty()) {
			return "The answer is empty. If the model thinks, turn think off, or raise num_predict.";
		}
		return "Call text() for the answer, and check that the model supports structured outputs.";
	}

}
