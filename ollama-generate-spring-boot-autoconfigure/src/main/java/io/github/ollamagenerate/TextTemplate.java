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

package io.github.ollamagenerate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.core.io.Resource;
import org.springframework.util.Assert;

/**
 * Prompt or system text with named parameters, such as <code>{{city}}</code>. Immutable.
 *
 * <pre class="code">
 * TextTemplate weather = TextTemplate.of(new ClassPathResource("prompts/weather.txt"));
 * ollama.prompt(weather.render(Map.of("city", "Paris"))).call().content();
 * </pre>
 * <p>
 * Everything else stays as it is, so JSON needs no escaping. Values are inserted as they
 * are: a value that looks like a parameter is not replaced, unlike with Spring's
 * placeholders, and nothing is escaped, unlike with an HTML template.
 */
public final class TextTemplate {

	private static final Pattern PARAMETER = Pattern.compile("\\{\\{\\s*([A-Za-z_][A-Za-z0-9_.-]*)\\s*}}");

	private final String text;

	private final String description;

	private final Set<String> parameters;

	private TextTemplate(String text, String description) {
		this.text = text;
		this.description = description;
		this.parameters = PARAMETER.matcher(text)
			.results()
			.map((parameter) -> parameter.group(1))
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Create a template from a text.
	 * @param text the text, with parameters as <code>{{name}}</code>
	 * @return the template
	 */
	public static TextTemplate of(String text) {
		Assert.notNull(text, "'text' must not be null");
		return new TextTemplate(text, "The text template");
	}

	/**
	 * Create a template from a resource, which is read immediately.
	 * @param resource the text in UTF-8, with parameters as <code>{{name}}</code>
	 * @return the template
	 * @throws UncheckedIOException if the resource cannot be read
	 */
	public static TextTemplate of(Resource resource) {
		Assert.notNull(resource, "'resource' must not be null");
		try {
			return new TextTemplate(resource.getContentAsString(StandardCharsets.UTF_8),
					"The text template in " + resource.getDescription());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(resource.getDescription() + " cannot be read", ex);
		}
	}

	/**
	 * Return the text with the values of its parameters.
	 * @param parameters the values by the names of the parameters, each converted with
	 * {@link String#valueOf(Object)}; never changed
	 * @return the text
	 * @throws IllegalArgumentException if a parameter is missing or null, or if the text
	 * does not have one of the parameters; the message has no values
	 */
	public String render(Map<String, ?> parameters) {
		Assert.notNull(parameters, "'parameters' must not be null");
		for (String name : this.parameters) {
			Assert.isTrue(parameters.get(name) != null,
					() -> this.description + " needs a value for the parameter '" + name + "'");
		}
		for (String name : parameters.keySet()) {
			Assert.isTrue(this.parameters.contains(name),
					() -> this.description + " does not have the parameter '" + name + "', only " + this.parameters);
		}
		return PARAMETER.matcher(this.text).replaceAll((parameter) -> value(parameter, parameters));
	}

	private static String value(MatchResult parameter, Map<String, ?> parameters) {
		return Matcher.quoteReplacement(String.valueOf(parameters.get(parameter.group(1))));
	}

	/**
	 * Return a description without the text, which is safe to log.
	 */
	@Override
	public String toString() {
		return this.description + " with the parameters " + this.parameters;
	}

}
