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

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GeneratedEntity;
import io.github.ollamagenerate.InvalidRequestException;
import io.github.ollamagenerate.ResponseFormat;
import io.github.ollamagenerate.StructuredOutputException;
import io.github.ollamagenerate.client.http.Printable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks for answers of a type, and reads them.
 */
final class StructuredOutput {

	private final JsonMapper mapper;

	private final ResponseFormats formats;

	StructuredOutput(JsonMapper mapper, ResponseFormats formats) {
		this.mapper = mapper;
		this.formats = formats;
	}

	/**
	 * Return the answer as a value of a type. Its schema is sent unless the request has a
	 * format.
	 */
	<T> Mono<GeneratedEntity<T>> read(GenerateOperations operations, GenerateRequest request, Type type) {
		return Mono.defer(() -> {
			GenerateRequest asked = ask(request, type);
			SchemaCheck check = check(asked, type);
			ObservedReading reading = new ObservedReading();
			return operations.generate(asked)
				.<GeneratedEntity<T>>map((response) -> new GeneratedEntity<>(read(response, type, check), response))
				.doOnError(StructuredOutputException.class, reading::failed)
				.doOnTerminate(reading::end)
				.doOnCancel(reading::end)
				.contextWrite(reading::addTo);
		});
	}

	/**
	 * Return the elements of an answer that is an array, each as soon as it is complete.
	 */
	<T> Flux<T> readElements(GenerateOperations operations, GenerateRequest request, Class<T> elementType) {
		return Flux.defer(() -> {
			if (request.format() == null) {
				// an array of anything has a schema, but it says nothing
				this.formats.of(elementType);
			}
			GenerateRequest asked = ask(request, elementType.arrayType());
			ArrayElements<T> elements = new ArrayElements<>(elementType, this.mapper,
					check(asked, elementType.arrayType()));
			ObservedReading reading = new ObservedReading();
			return operations.stream(asked)
				// noted before the answer is cancelled
				.concatMap((chunk) -> elements.read(chunk).doOnError(reading::failed))
				.concatWith(Flux.defer(elements::end).doOnError(reading::failed))
				.doOnTerminate(reading::end)
				.doOnCancel(reading::end)
				.contextWrite(reading::addTo);
		});
	}

	private GenerateRequest ask(GenerateRequest request, Type type) {
		return (request.format() != null) ? this.formats.named(request)
				: request.mutate().format(this.formats.of(type)).build();
	}

	private SchemaCheck check(GenerateRequest asked, Type type) {
		ResponseFormat format = asked.format();
		if (format != null && format.value().isObject()) {
			return new SchemaCheck(format.value());
		}
		try {
			// any JSON was asked for, but not any is a value of the type
			return new SchemaCheck(this.formats.of(type).value());
		}
		catch (InvalidRequestException ex) {
			return SchemaCheck.NONE;
		}
	}

	private <T> T read(GenerateResponse response, Type type, SchemaCheck check) {
		try {
			String json = MarkdownFence.strip(response.response());
			check.check(this.mapper.readTree(json));
			T value = this.mapper.readValue(json, this.mapper.constructType(type));
			if (value != null) {
				return value;
			}
		}
		catch (JacksonException ex) {
			throw StructuredOutputFailure.of("The answer of model '" + Printable.name(response.model()) + "'", type,
					response, ex);
		}
		throw StructuredOutputFailure.of("The answer of model '" + Printable.name(response.model()) + "'", type,
				response, null);
	}

}
