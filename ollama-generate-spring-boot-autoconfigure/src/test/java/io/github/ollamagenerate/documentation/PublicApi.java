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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

/**
 * The public types of the published modules, as text: what compiles against them, and
 * what may be null.
 */
public final class PublicApi {

	static final List<String> INTERNAL = List.of("io.github.ollamagenerate.client.http",
			"io.github.ollamagenerate.client.ndjson", "io.github.ollamagenerate.test.internal");

	private static final int DECLARED = Modifier.ABSTRACT | Modifier.FINAL | Modifier.STATIC;

	private PublicApi() {
	}

	/**
	 * The types on the class path that are no tests and not internal.
	 */
	public static Stream<Class<?>> types() {
		try {
			return Arrays
				.stream(new PathMatchingResourcePatternResolver()
					.getResources("classpath*:io/github/ollamagenerate/**/*.class"))
				.map(PublicApi::location)
				.filter((location) -> !location.contains("/test-classes/"))
				.map((location) -> location.substring(location.lastIndexOf("io/github/"), location.length() - 6))
				.filter((name) -> !name.endsWith("package-info"))
				.<Class<?>>map((name) -> ClassUtils.resolveClassName(name.replace('/', '.'), null))
				.filter(PublicApi::isPublic)
				.sorted(Comparator.comparing(Class::getName));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A type with its members, one a line.
	 */
	static String describe(Class<?> type) {
		Stream<String> members = Stream
			.of(members(type, Class::getDeclaredFields).filter((field) -> !isImplied(field)).map(PublicApi::describe),
					members(type, Class::getDeclaredConstructors).map(PublicApi::describe),
					members(type, Class::getDeclaredMethods).filter((method) -> !isImplied(method))
						.map(PublicApi::describe))
			.flatMap(Stream::sorted);
		return Stream.concat(Stream.of(header(type)), members.map((member) -> "  " + member))
			.collect(Collectors.joining("\n", "", "\n"));
	}

	private static String location(Resource resource) {
		try {
			return resource.getURL().toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isPublic(Class<?> type) {
		for (Class<?> enclosing = type; enclosing != null; enclosing = enclosing.getEnclosingClass()) {
			// properties are described in docs/configuration.md, not by the types that
			// hold them
			if (!isVisible(enclosing.getModifiers()) || enclosing.getSimpleName().endsWith("Properties")) {
				return false;
			}
		}
		String name = type.getPackageName() + ".";
		return !type.isSynthetic() && !type.isAnonymousClass()
				&& INTERNAL.stream().noneMatch((internal) -> name.startsWith(internal + "."));
	}

	private static boolean isVisible(int modifiers) {
		return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
	}

	// those of a superclass that cannot be seen are members of the type
	private static <T extends Member> Stream<T> members(Class<?> type, Function<Class<?>, T[]> declared) {
		Class<?> parent = type.getSuperclass();
		boolean hidden = parent != null && !isVisible(parent.getModifiers());
		return Stream
			.concat(Arrays.stream(declared.apply(type)),
					hidden ? members(parent, declared).filter((member) -> !(member instanceof Constructor))
							: Stream.empty())
			.filter((member) -> !member.isSynthetic())
			.filter((member) -> Modifier.isPublic(member.getModifiers())
					|| (Modifier.isProtected(member.getModifiers()) && !Modifier.isFinal(type.getModifiers())));
	}

	private static boolean isImplied(Member member) {
		Class<?> type = member.getDeclaringClass();
		return (type.isEnum() && (member.getName().equals("values") || member.getName().equals("valueOf")))
				|| member.getName().equals("serialVersionUID");
	}

	private static String header(Class<?> type) {
		String kind = type.isAnnotation() ? "@interface"
				: type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
		boolean plain = kind.equals("class");
		String modifiers = Modifier.toString(type.getModifiers() & ((plain ? DECLARED : 0) | Modifier.PROTECTED));
		StringBuilder text = new StringBuilder(deprecation(type.isAnnotationPresent(Deprecated.class)));
		text.append(modifiers.isEmpty() ? "" : modifiers + " ").append(type.isSealed() ? "sealed " : "");
		text.append(kind).append(' ').append(type.getName().replace('$', '.'));
		text.append(ApiTypes.parameters(type.getTypeParameters()));
		if (plain && type.getSuperclass() != Object.class) {
			text.append(" extends ").append(ApiTypes.describe(type.getAnnotatedSuperclass()));
		}
		if (!type.isAnnotation() && type.getInterfaces().length > 0) {
			text.append(type.isInterface() ? " extends " : " implements ")
				.append(ApiTypes.describe(type.getAnnotatedInterfaces()));
		}
		return text.toString();
	}

	private static String describe(Field field) {
		return deprecation(field.isAnnotationPresent(Deprecated.class)) + modifiers(field, DECLARED)
				+ ApiTypes.describe(field.getAnnotatedType()) + " " + field.getName();
	}

	private static String describe(Constructor<?> constructor) {
		return modifiers(constructor, 0) + constructor.getDeclaringClass().getSimpleName() + signature(constructor);
	}

	private static String describe(Method method) {
		String parameters = ApiTypes.parameters(method.getTypeParameters());
		return modifiers(method, DECLARED) + (method.isDefault() ? "default " : "")
				+ (parameters.isEmpty() ? "" : parameters + " ") + ApiTypes.describe(method.getAnnotatedReturnType())
				+ " " + method.getName() + signature(method) + ((method.getDefaultValue() != null) ? " default" : "");
	}

	private static String signature(Executable executable) {
		String thrown = ApiTypes.describe(executable.getAnnotatedExceptionTypes());
		return "(" + ApiTypes.describe(executable.getAnnotatedParameterTypes()) + ")"
				+ (thrown.isEmpty() ? "" : " throws " + thrown);
	}

	private static <T extends Member> String modifiers(T member, int shown) {
		boolean deprecated = member instanceof Executable executable
				&& executable.isAnnotationPresent(Deprecated.class);
		int abstractOfInterface = member.getDeclaringClass().isInterface() ? Modifier.ABSTRACT : 0;
		String modifiers = Modifier
			.toString(member.getModifiers() & (shown | Modifier.PROTECTED) & ~abstractOfInterface);
		return deprecation(deprecated) + (modifiers.isEmpty() ? "" : modifiers + " ");
	}

	private static String deprecation(boolean deprecated) {
		return deprecated ? "@Deprecated " : "";
	}

}
