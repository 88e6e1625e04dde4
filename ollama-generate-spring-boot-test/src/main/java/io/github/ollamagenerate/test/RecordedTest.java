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

package io.github.ollamagenerate.test;

import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.ollamagenerate.test.internal.recording.RecordingScope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * A test that has recordings: its name, its project, and the command that runs it.
 */
final class RecordedTest {

	private static final Pattern INVOCATION = Pattern.compile("-invocation:#(\\d+)]");

	private static final String SPRING_EXTENSION = "org.springframework.test.context.junit.jupiter.SpringExtension";

	private RecordedTest() {
	}

	static RecordingScope scope(ExtensionContext context) {
		return new RecordingScope(name(context), false,
				RecordingCommand.of(project(context), context.getRequiredTestClass().getName(),
						context.getRequiredTestMethod().getName()),
				"set " + RecordedTestSettings.BASE_URL, (problem) -> {
				});
	}

	/** The class whose name the folder has. */
	static Class<?> topLevel(ExtensionContext context) {
		List<Class<?>> enclosing = context.getEnclosingTestClasses();
		return enclosing.isEmpty() ? context.getRequiredTestClass() : enclosing.get(0);
	}

	/**
	 * The name within the class, the same in each run, for example
	 * {@code WhenItRains.tellsTheWeather[2]}.
	 */
	private static String name(ExtensionContext context) {
		List<String> names = classes(context).stream().skip(1).map(Class::getSimpleName).collect(Collectors.toList());
		Method method = context.getRequiredTestMethod();
		boolean overloaded = methods(context.getRequiredTestClass(), method.getName()).size() > 1;
		names.add(method.getName() + (overloaded ? Arrays.stream(method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(Collectors.joining(",", "(", ")")) : ""));
		return String.join(".", names) + INVOCATION.matcher(context.getUniqueId())
			.results()
			.map((MatchResult invocation) -> "[" + invocation.group(1) + "]")
			.collect(Collectors.joining());
	}

	private static List<Class<?>> classes(ExtensionContext context) {
		List<Class<?>> classes = new ArrayList<>(context.getEnclosingTestClasses());
		classes.add(context.getRequiredTestClass());
		return classes;
	}

	private static List<Method> methods(Class<?> type, String name) {
		return ReflectionSupport.findMethods(type, (method) -> method.getName().equals(name) && !method.isSynthetic(),
				HierarchyTraversalMode.TOP_DOWN);
	}

	/** Whether the class of a context has a test of that name. */
	static boolean exists(String name, ExtensionContext context) {
		String[] names = name.replaceAll("[\\[(].*", "").split("\\.");
		Class<?> type = context.getRequiredTestClass();
		for (int i = 0; i < names.length - 1; i++) {
			String nested = names[i];
			List<Class<?>> found = ReflectionSupport.findNestedClasses(type,
					(candidate) -> candidate.getSimpleName().equals(nested));
			if (found.isEmpty()) {
				return false;
			}
			type = found.get(0);
		}
		return !methods(type, names[names.length - 1]).isEmpty();
	}

	/** The folder of the project that a class was compiled in. */
	static Path project(ExtensionContext context) {
		Path start = Path.of("").toAbsolutePath();
		for (Path folder = output(context, start); folder != null; folder = folder.getParent()) {
			if (Files.isDirectory(folder.resolve("src").resolve("test"))) {
				return folder;
			}
		}
		return start;
	}

	private static @Nullable Path output(ExtensionContext context, Path otherwise) {
		@Nullable CodeSource source = topLevel(context).getProtectionDomain().getCodeSource();
		try {
			return (source != null) ? Path.of(source.getLocation().toURI()) : otherwise;
		}
		catch (URISyntaxException | RuntimeException ex) {
			return otherwise;
		}
	}

	/** Whether the servers of a test are beans. */
	static boolean usesSpring(ExtensionContext context) {
		return classes(context).stream()
			.flatMap((type) -> AnnotationSupport.findRepeatableAnnotations(type, ExtendWith.class).stream())
			.flatMap((extensions) -> Arrays.stream(extensions.value()))
			.anyMatch((extension) -> extension.getName().equals(SPRING_EXTENSION));
	}

}
