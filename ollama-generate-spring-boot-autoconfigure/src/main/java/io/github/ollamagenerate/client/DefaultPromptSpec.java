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

import java.util.function.Consumer;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GeneratedEntity;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.ParameterizedTypeReference;

/**
 * Fluent front over the two primitives of {@link GenerateOperations}.
 */
final class DefaultPromptSpec implements GenerateOperations.PromptSpec {

	private final GenerateOperations operations;

	private final StructuredOutput output;

	private final GenerateRequest.Builder request;

	DefaultPromptSpec(GenerateOperations operations, StructuredOutput output, String prompt) {
		this.operations = operations;
		this.output = output;
		this.request = GenerateRequest.builder().prompt(prompt);
	}

	@Override
	public DefaultPromptSpec request(Consumer<GenerateRequest.Builder> request) {
		request.accept(this.request);
		return this;
	}

	@Override
	public GenerateOperations.CallSpec call() {
		return new DefaultCallSpec(this.operations, this.output, this.request.build());
	}

	@Override
	public GenerateOperations.MonoSpec mono() {
		return new DefaultMonoSpec(this.operations, this.output, this.request.build());
	}

	@Override
	public GenerateOperations.StreamSpec stream() {
		return new DefaultStreamSpec(this.operations, this.output, this.request.build());
	}

	private record DefaultCallSpec(GenerateOperations operations, StructuredOutput output,
			GenerateRequest request) implements GenerateOperations.CallSpec {

		@Override
		public String content() {
			return response().response();
		}

		@Override
		public GenerateResponse response() {
			return get(this.operations.generate(this.request));
		}

		@Override
		public <T> T entity(Class<T> type) {
			return responseEntity(type).entity();
		}

		@Override
		public <T> T entity(ParameterizedTypeReference<T> type) {
			return responseEntity(type).entity();
		}

		@Override
		public <T> GeneratedEntity<T> responseEntity(Class<T> type) {
			return get(this.output.read(this.operations, this.request, type));
		}

		@Override
		public <T> GeneratedEntity<T> responseEntity(ParameterizedTypeReference<T> type) {
			return get(this.output.read(this.operations, this.request, type.getType()));
		}

		private static <T> T get(Mono<T> answer) {
			return Blocking.get(answer, "call()", "mono() or stream()");
		}

	}

	private record DefaultMonoSpec(GenerateOperations operations, StructuredOutput output,
			GenerateRequest request) implements GenerateOperations.MonoSpec {

		@Override
		public Mono<String> content() {
			return response().map(GenerateResponse::response);
		}

		@Override
		public Mono<GenerateResponse> response() {
			return this.operations.generate(this.request);
		}

		@Override
		public <T> Mono<T> entity(Class<T> type) {
			return responseEntity(type).map(GeneratedEntity::entity);
		}

		@Override
		public <T> Mono<T> entity(ParameterizedTypeReference<T> type) {
			return responseEntity(type).map(GeneratedEntity::entity);
		}

		@Override
		public <T> Mono<GeneratedEntity<T>> responseEntity(Class<T> type) {
			return this.output.read(this.operations, this.request, type);
		}

		@Override
		public <T> Mono<GeneratedEntity<T>> responseEntity(ParameterizedTypeReference<T> type) {
			return this.output.read(this.operations, this.request, type.getType());
		}

	}

	private record DefaultStreamSpec(GenerateOperations operations, StructuredOutput output,
			GenerateRequest request) implements GenerateOperations.StreamSpec {

		@Override
		public Flux<String> content() {
			return responses().map(GenerateResponse::response).filter((text) -> !text.isEmpty());
		}

		@Override
		public Flux<GenerateResponse> responses() {
			return this.operations.stream(this.request);
		}

		@Override
		public <T> Flux<T> entities(Class<T> elementType) {
			return this.output.readElements(this.operations, this.request, elementType);
		}

	}

}
