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

package io.github.ollamagenerate.autoconfigure.diagnostics;

import java.beans.PropertyDescriptor;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * The names below {@code ollama.generate}, and what somebody may have meant by another
 * name.
 */
final class KnownProperties {

	static final String ROOT = "ollama.generate";

	private static final Set<String> GROUPS = Set.of("generate", "health", "metrics", "observations");

	private static final Map<String, String> OTHER_NAMES = Map.of("url", "ollama.base-url", "uri", "ollama.base-url",
			"address", "ollama.base-url", "server", "ollama.base-url", "endpoint", "ollama.base-url", "apibase",
			"ollama.base-url", "key", "ollama.api-key", "token", "ollama.api-key");

	// of the classes that hold properties
	private static final String PACKAGE = "io.github.ollamagenerate.autoconfigure";

	private final Set<ConfigurationPropertyName> names = new LinkedHashSet<>();

	private final Set<ConfigurationPropertyName> parentsOfAny = new LinkedHashSet<>();

	private final Class<?> top;

	/**
	 * Read the names from the classes that hold the properties.
	 * @param top the properties below {@code ollama}
	 * @param generate the properties below {@code ollama.generate}
	 */
	KnownProperties(Class<?> top, Class<?> generate) {
		this.top = top;
		// not those that were bound: of a group without a value none is
		add(ConfigurationPropertyName.of(ROOT), generate);
	}

	private void add(ConfigurationPropertyName group, Class<?> type) {
		for (PropertyDescriptor property : properties(type).toList()) {
			ConfigurationPropertyName name = group.append(DataObjectPropertyName.toDashedForm(property.getName()));
			Class<?> propertyType = property.getPropertyType();
			this.names.add(name);
			if (Map.class.isAssignableFrom(propertyType) || Collection.class.isAssignableFrom(propertyType)) {
				this.parentsOfAny.add(name);
			}
			else if (!propertyType.isEnum() && propertyType.getPackageName().startsWith(PACKAGE)) {
				add(name, propertyType);
			}
		}
	}

	boolean contains(ConfigurationPropertyName name) {
		return this.names.contains(name) || this.parentsOfAny.stream().anyMatch((parent) -> parent.isAncestorOf(name));
	}

	/**
	 * Return whether a name exists that an environment variable can mean, which has
	 * neither dots nor dashes.
	 */
	boolean containsVariable(String variable) {
		String letters = letters(variable);
		return this.names.stream().anyMatch((name) -> letters(name).equals(letters))
				|| this.parentsOfAny.stream().anyMatch((parent) -> letters.startsWith(letters(parent)));
	}

	/**
	 * Return the names that exist beside a name.
	 */
	List<String> siblings(ConfigurationPropertyName name) {
		ConfigurationPropertyName parent = name.getParent();
		return this.names.stream()
			.filter(parent::isParentOf)
			.map((sibling) -> sibling.getLastElement(Form.DASHED))
			.sorted()
			.toList();
	}

	/**
	 * Return the property of a group that was meant by a name directly below
	 * {@code ollama.generate}.
	 */
	@Nullable String meant(String name) {
		String letters = letters(name);
		return this.names.stream()
			.filter((other) -> other.getNumberOfElements() > 3)
			.filter((other) -> letters(ROOT + other.getLastElement(Form.DASHED)).equals(letters))
			.map(ConfigurationPropertyName::toString)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return the property that was meant by a name that is one level too high, or that
	 * other products have.
	 * @param name the name, which starts with {@code ollama}
	 */
	@Nullable String meantAtTheTop(String name) {
		String letters = letters(name).substring("ollama".length());
		String otherName = OTHER_NAMES.get(letters);
		return (otherName != null) ? otherName
				: this.names.stream()
					.filter((other) -> letters(other).equals(letters(ROOT) + letters))
					.map(ConfigurationPropertyName::toString)
					.findFirst()
					.orElse(null);
	}

	/**
	 * Return whether a name belongs to a property, or a group, directly below
	 * {@code ollama}.
	 */
	boolean isAtTheTop(ConfigurationPropertyName name) {
		String first = name.getElement(1, Form.UNIFORM);
		return GROUPS.contains(first) || top().anyMatch((property) -> letters(property).equals(first));
	}

	private Stream<String> top() {
		return properties(this.top).map(PropertyDescriptor::getName).map(DataObjectPropertyName::toDashedForm);
	}

	private static Stream<PropertyDescriptor> properties(Class<?> type) {
		return Arrays.stream(BeanUtils.getPropertyDescriptors(type))
			.filter((property) -> !property.getName().equals("class"));
	}

	private static String letters(ConfigurationPropertyName name) {
		return letters(name.toString());
	}

	private static String letters(String name) {
		return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
	}

}
