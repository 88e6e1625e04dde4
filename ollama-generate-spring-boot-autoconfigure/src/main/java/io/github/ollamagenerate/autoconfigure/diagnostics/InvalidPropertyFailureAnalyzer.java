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
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * Explains a value of {@code ollama.*} that cannot work: which forms it may have, where
 * Spring Boot's own analyzer names classes and converters.
 */
class InvalidPropertyFailureAnalyzer extends AbstractFailureAnalyzer<BindException> implements Ordered {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("ollama");

	private static final ConfigurationPropertyName HEADERS = ConfigurationPropertyName.of("ollama.headers");

	private static final String PROPERTIES_PACKAGE = "io.github.ollamagenerate.autoconfigure";

	private static final Map<Class<?>, String> FORMS = Map.of(Boolean.class, "true or false", Integer.class,
			"a whole number", Long.class, "a whole number", Double.class, "a number such as 0.7", Duration.class,
			"a duration such as 500ms, 10s, or 5m", DataSize.class, "a size such as 512KB or 8MB", Map.class,
			"a map, with one property for each name");

	private final Environment environment;

	InvalidPropertyFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	public int getOrder() {
		// before that of Spring Boot, which has no order
		return 0;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		if (!ROOT.isAncestorOf(cause.getName()) && !ROOT.equals(cause.getName())) {
			return null;
		}
		InvalidConfigurationPropertyValueException outOfRange = findCause(cause,
				InvalidConfigurationPropertyValueException.class);
		if (outOfRange != null) {
			String value = this.environment.getProperty(outOfRange.getName(), String.valueOf(outOfRange.getValue()));
			return new FailureAnalysis(
					description(outOfRange.getName(), "'" + value + "'", origin(outOfRange.getName())),
					outOfRange.getReason(), cause);
		}
		if (findCause(cause, ConversionException.class) == null) {
			return null;
		}
		Class<?> type = cause.getTarget().getType().toClass();
		if (!type.isEnum() && type.getPackageName().startsWith(PROPERTIES_PACKAGE)) {
			String group = cause.getName().toString();
			return new FailureAnalysis(
					description(group, "'" + this.environment.getProperty(group) + "'", origin(group)),
					"It is a group of properties. Set one of them: " + properties(cause.getName(), type), cause);
		}
		ConfigurationProperty property = cause.getProperty();
		if (property == null) {
			return null;
		}
		boolean isSecret = HEADERS.equals(property.getName()) || HEADERS.isAncestorOf(property.getName());
		String value = isSecret ? "that is set" : "'" + property.getValue() + "'";
		return new FailureAnalysis(description(property.getName().toString(), value, property.getOrigin()),
				"Set it to " + forms(type, cause) + ", or leave it out.", cause);
	}

	private static String description(String name, String value, @Nullable Origin origin) {
		return "The property '" + name + "' cannot have the value " + value
				+ ((origin != null) ? " (from " + origin + ")" : "") + ".";
	}

	private @Nullable Origin origin(String name) {
		ConfigurationPropertyName propertyName = ConfigurationPropertyName.of(name);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty property = source.getConfigurationProperty(propertyName);
			if (property != null) {
				return property.getOrigin();
			}
		}
		return null;
	}

	private static String properties(ConfigurationPropertyName group, Class<?> type) {
		return Arrays.stream(BeanUtils.getPropertyDescriptors(type))
			.map(PropertyDescriptor::getName)
			.filter((name) -> !name.equals("class"))
			.map((name) -> group + "." + DataObjectPropertyName.toDashedForm(name))
			.sorted()
			.collect(Collectors.joining(", "));
	}

	private static String forms(Class<?> type, BindException cause) {
		Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
		if (boxed.isEnum()) {
			return Arrays.stream(boxed.getEnumConstants())
				.map((constant) -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
				.collect(Collectors.joining(" or "));
		}
		String forms = FORMS.get(boxed);
		return (forms != null) ? forms
				: "a valid value: " + NestedExceptionUtils.getMostSpecificCause(cause).getMessage();
	}

}
