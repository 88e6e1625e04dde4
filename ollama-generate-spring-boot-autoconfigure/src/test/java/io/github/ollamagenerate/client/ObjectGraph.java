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

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The objects of this library that are reachable from others.
 */
final class ObjectGraph {

	private static final String ROOT = "io.github.ollamagenerate";

	private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Consumer<Object> visitor;

	ObjectGraph(Consumer<Object> visitor) {
		this.visitor = visitor;
	}

	/** Visit an object and what its fields hold, each object once. */
	synchronized void visit(Object object) {
		if (object == null || object instanceof Class<?> || !this.seen.add(object)) {
			return;
		}
		if (object instanceof Collection<?> elements) {
			elements.forEach(this::visit);
		}
		else if (object instanceof Map<?, ?> map) {
			map.values().forEach(this::visit);
		}
		else if (object instanceof Object[] elements) {
			Arrays.stream(elements).forEach(this::visit);
		}
		else if (object.getClass().getName().startsWith(ROOT)) {
			this.visitor.accept(object);
			fields(object.getClass()).filter(AccessibleObject::trySetAccessible).forEach((field) -> {
				try {
					visit(field.get(object));
				}
				catch (IllegalAccessException ex) {
					throw new IllegalStateException(ex);
				}
			});
		}
	}

	/** The fields of an object of this type, without those that other libraries add. */
	static Stream<Field> fields(Class<?> type) {
		return (type != null && type.getName().startsWith(ROOT))
				? Stream.concat(fields(type.getSuperclass()), Arrays.stream(type.getDeclaredFields()))
					.filter((field) -> !Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive())
				: Stream.empty();
	}

}
