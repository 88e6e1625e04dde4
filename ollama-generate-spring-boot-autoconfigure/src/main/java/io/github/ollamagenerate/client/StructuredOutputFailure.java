package io.github.ollamagenerate.client;

import java.lang.reflect.Type;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.InvalidDefinitionException;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.StructuredOutputException;

import org.springframework.core.ResolvableType;

/**
 * Describes an answer that is not of the type that was asked for, without quoting it.
 */
final class StructuredOutputFailure {

	private StructuredOutputFailure() {
	}

	/**
	 * Return the exception for what is not of the type.
	 * @param what what is not
	 */
	static StructuredOutputException of(String what, Type type, GenerateResponse response,
			@Nullable JacksonException cause) {
		String where = "";
		if (cause != null && !cause.getPath().isEmpty()) {
			where = ", at " + cause.getPath()
				.stream()
				.map((reference) -> (reference.getPropertyName() != null) ? reference.getPropertyName()
						: "[" + reference.getIndex() + "]")
				.collect(Collectors.joining("."));
		}
		String problem = (cause instanceof InvalidDefinitionException definition)
				? " cannot be read: Jackson cannot construct " + definition.getType().toCanonical() + where
						+ ". Use a record, or give the type a constructor for Jackson (in Kotlin, add jackson-module-kotlin)."
				: " is not a valid " + ResolvableType.forType(type) + where + ". " + next(response);
		return new StructuredOutputException(what + problem, response, (cause != null) ? withoutContent(cause) : null);
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

	private static String next(GenerateResponse response) {
		if ("length".equals(response.doneReason())) {
			return "It was cut (done_reason length): raise num_predict, or num_ctx if the context was full.";
		}
		if (response.response().isEmpty()) {
			return "It is empty. If the model thinks, turn think off or raise num_predict.";
		}
		return "See text() of this exception. Does the model support structured outputs?";
	}

}
