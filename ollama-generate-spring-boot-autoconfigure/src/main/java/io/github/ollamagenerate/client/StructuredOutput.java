package io.github.ollamagenerate.client;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.ResponseFormat;
import io.github.ollamagenerate.StructuredOutputException;

import org.springframework.core.ResolvableType;
import org.springframework.util.ConcurrentReferenceHashMap;

/**
 * Asks for answers of a type, and reads them.
 */
final class StructuredOutput {

	private final JsonMapper mapper;

	private final Map<Type, ResponseFormat> formats = new ConcurrentReferenceHashMap<>();

	StructuredOutput(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * Return the answer as a value of a type. Its schema is sent unless the request has a
	 * format.
	 */
	<T> Mono<T> read(GenerateOperations operations, GenerateRequest request, Type type) {
		return Mono.defer(() -> operations.generate(ask(request, type))).map((response) -> read(response, type));
	}

	/**
	 * Return the elements of an answer that is an array, each as soon as it is complete.
	 */
	<T> Flux<T> readElements(GenerateOperations operations, GenerateRequest request, Class<T> elementType) {
		return Flux.defer(() -> {
			ArrayElements<T> elements = new ArrayElements<>(elementType, this.mapper);
			if (request.format() == null) {
				// an array of anything has a schema, but it says nothing
				format(elementType);
			}
			return operations.stream(ask(request, elementType.arrayType()))
				.concatMap(elements::read)
				.concatWith(Flux.defer(elements::end));
		});
	}

	private GenerateRequest ask(GenerateRequest request, Type type) {
		return (request.format() != null) ? request : request.mutate().format(format(type)).build();
	}

	private ResponseFormat format(Type type) {
		return this.formats.computeIfAbsent(type, (key) -> ResponseFormat.schemaOf(key, this.mapper));
	}

	private <T> T read(GenerateResponse response, Type type) {
		try {
			T value = this.mapper.readValue(MarkdownFence.strip(response.response()), this.mapper.constructType(type));
			if (value != null) {
				return value;
			}
		}
		catch (JacksonException ex) {
			throw failure("The answer of model '" + response.model() + "'", type, response, ex);
		}
		throw failure("The answer of model '" + response.model() + "'", type, response, null);
	}

	/**
	 * Return the exception for what is not of the type.
	 * @param what what is not
	 */
	static StructuredOutputException failure(String what, Type type, GenerateResponse response,
			@Nullable JacksonException cause) {
		String where = "";
		if (cause != null && !cause.getPath().isEmpty()) {
			where = ", at " + cause.getPath()
				.stream()
				.map((reference) -> (reference.getPropertyName() != null) ? reference.getPropertyName()
						: "[" + reference.getIndex() + "]")
				.collect(Collectors.joining("."));
		}
		return new StructuredOutputException(
				what + " is no " + ResolvableType.forType(type) + where + ". " + next(response), response,
				(cause != null) ? withoutContent(cause) : null);
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
