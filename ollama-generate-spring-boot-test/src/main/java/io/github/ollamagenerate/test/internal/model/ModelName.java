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

package io.github.ollamagenerate.test.internal.model;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A model's name in its parts, {@code host/namespace/model:tag}, of which only the model
 * must be given.
 *
 * @param host the registry, with its port if there is one
 * @param namespace whose model it is
 * @param model the model
 * @param tag the tag
 */
public record ModelName(String host, String namespace, String model, String tag) {

	private static final String DEFAULT_HOST = "registry.ollama.ai";

	private static final String DEFAULT_NAMESPACE = "library";

	private static final String DEFAULT_TAG = "latest";

	private static final Pattern NAME = Pattern.compile("(?:(?:(?:[^/]*://)?(?<host>\\w[\\w.:-]{0,349})/)?"
			+ "(?<namespace>\\w[\\w-]{0,79})/)?(?<model>\\w[\\w.-]{0,79})(?::(?<tag>\\w[\\w.-]{0,79}))?");

	/** Return null for a text that is no name. */
	public static @Nullable ModelName parse(String text) {
		Matcher matcher = NAME.matcher(text.strip());
		return matcher.matches()
				? new ModelName(part(matcher, "host", DEFAULT_HOST), part(matcher, "namespace", DEFAULT_NAMESPACE),
						part(matcher, "model", ""), part(matcher, "tag", DEFAULT_TAG))
				: null;
	}

	private static String part(Matcher matcher, String name, String absent) {
		return Objects.requireNonNullElse(matcher.group(name), absent);
	}

	String full() {
		return this.host + '/' + this.namespace + '/' + this.model + ':' + this.tag;
	}

	/** The same for names that differ in upper and lower case only. */
	public String key() {
		return full().toLowerCase(Locale.ROOT);
	}

	/** As short as the server shows names: with the tag, without the default parts. */
	@Override
	public String toString() {
		String shortest = this.model + ':' + this.tag;
		if (!DEFAULT_HOST.equalsIgnoreCase(this.host)) {
			return this.host + '/' + this.namespace + '/' + shortest;
		}
		return DEFAULT_NAMESPACE.equalsIgnoreCase(this.namespace) ? shortest : this.namespace + '/' + shortest;
	}

}
