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

import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.ResponseFormat;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ConcurrentReferenceHashMap;

/**
 * Formats of types, with the names of the mapper that reads the answers.
 */
final class ResponseFormats {

	private final JsonMapper mapper;

	private final Map<Type, ResponseFormat> formats = new ConcurrentReferenceHashMap<>();

	ResponseFormats(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * Return the format of a type.
	 * @throws io.github.ollamagenerate.InvalidRequestException if it has no schema
	 */
	ResponseFormat of(Type type) {
		return this.formats.computeIfAbsent(type, (key) -> ResponseFormat.schemaOf(key, this.mapper));
	}

	/**
	 * Return a request whose format, if it was made of a type, has the names of the
	 * mapper.
	 */
	GenerateRequest named(GenerateRequest request) {
		ResponseFormat format = request.format();
		return (format != null && format.type() != null) ? request.mutate().format(of(format.type())).build() : request;
	}

}
