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

package io.github.ollamagenerate.documentation;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Types as text, with their type arguments and where null is allowed. The JDK's own text
 * has annotations from version 19 on only.
 */
final class ApiTypes {

	private ApiTypes() {
	}

	static String describe(AnnotatedType... types) {
		return Arrays.stream(types).map(ApiTypes::describe).collect(Collectors.joining(", "));
	}

	static String describe(AnnotatedType type) {
		String nullable = type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
		if (type instanceof AnnotatedArrayType array) {
			return describe(array.getAnnotatedGenericComponentType()) + (nullable.isEmpty() ? "" : " " + nullable)
					+ "[]";
		}
		if (type instanceof AnnotatedParameterizedType parameterized) {
			return nullable + name(((ParameterizedType) type.getType()).getRawType()) + "<"
					+ describe(parameterized.getAnnotatedActualTypeArguments()) + ">";
		}
		if (type instanceof AnnotatedWildcardType wildcard) {
			return "?" + bounds(" super ", wildcard.getAnnotatedLowerBounds())
					+ bounds(" extends ", wildcard.getAnnotatedUpperBounds());
		}
		return nullable + name(type.getType());
	}

	static String parameters(TypeVariable<?>[] variables) {
		return (variables.length == 0) ? ""
				: Arrays.stream(variables)
					.map((variable) -> variable.getName() + bounds(" extends ", variable.getAnnotatedBounds()))
					.collect(Collectors.joining(", ", "<", ">"));
	}

	private static String bounds(String keyword, AnnotatedType[] bounds) {
		String text = Stream.of(bounds)
			.map(ApiTypes::describe)
			.filter((bound) -> !bound.equals("Object"))
			.collect(Collectors.joining(" & "));
		return text.isEmpty() ? "" : keyword + text;
	}

	private static String name(Type type) {
		String name = type.getTypeName().replace('$', '.');
		return name.matches("java\\.lang\\.\\w+") ? name.substring("java.lang.".length()) : name;
	}

}
