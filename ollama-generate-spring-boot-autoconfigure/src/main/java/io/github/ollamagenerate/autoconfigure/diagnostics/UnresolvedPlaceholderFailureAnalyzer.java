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

import java.util.ArrayList;
import java.util.List;

import io.github.ollamagenerate.InvalidBaseUrlException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Explains a failure at start-up whose cause is an {@code ollama.*} property with a
 * placeholder that cannot be resolved. Spring Boot binds such a value as it is.
 */
class UnresolvedPlaceholderFailureAnalyzer implements FailureAnalyzer, Ordered {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("ollama");

	private final Environment environment;

	UnresolvedPlaceholderFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	public int getOrder() {
		// before the analyzers of the same exceptions, which read the value
		return -1;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			for (String property : properties(cause)) {
				String placeholder = unresolvedPlaceholder(property);
				if (placeholder != null) {
					return new FailureAnalysis(
							"The property '" + property + "' refers to '${" + placeholder
									+ "}', which cannot be resolved.",
							"Set " + placeholder
									+ ", for example as an environment variable, or add a default value: ${"
									+ placeholder + ":<default>}",
							cause);
				}
			}
		}
		return null;
	}

	private List<String> properties(Throwable cause) {
		if (cause instanceof InvalidBaseUrlException) {
			return List.of("ollama.base-url", "ollama.host");
		}
		if (cause instanceof BindException bind && (ROOT.equals(bind.getName()) || ROOT.isAncestorOf(bind.getName()))) {
			return List.of(bind.getName().toString());
		}
		return (cause instanceof PlaceholderResolutionException unresolved) ? propertiesWith(unresolved) : List.of();
	}

	private List<String> propertiesWith(PlaceholderResolutionException unresolved) {
		List<String> properties = new ArrayList<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source instanceof IterableConfigurationPropertySource names) {
				names.stream()
					.filter(ROOT::isAncestorOf)
					.map(ConfigurationPropertyName::toString)
					.filter((name) -> unresolved.getPlaceholder().equals(unresolvedPlaceholder(name)))
					.forEach(properties::add);
			}
		}
		return properties;
	}

	private @Nullable String unresolvedPlaceholder(String property) {
		try {
			this.environment.getProperty(property);
			return null;
		}
		catch (PlaceholderResolutionException ex) {
			return ex.getPlaceholder();
		}
	}

}
