package io.github.ollamagenerate.client;

import java.lang.reflect.Type;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.ResponseFormat;

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
			throw StructuredOutputFailure.of("The answer of model '" + response.model() + "'", type, response, ex);
		}
		throw StructuredOutputFailure.of("The answer of model '" + response.model() + "'", type, response, null);
	}

}
