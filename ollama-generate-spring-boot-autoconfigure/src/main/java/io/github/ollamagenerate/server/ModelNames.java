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

package io.github.ollamagenerate.server;

import java.util.Collection;
import java.util.Locale;

/**
 * Compares names of models as the server does.
 *
 * @see <a href=
 * "https://github.com/ollama/ollama/blob/main/types/model/name.go">name.go</a>
 */
final class ModelNames {

	private static final String REGISTRY = "registry.ollama.ai/";

	private static final String NAMESPACE = "library/";

	private ModelNames() {
	}

	/**
	 * Return whether a model is among those that are installed. A cloud model always is:
	 * the server passes it on.
	 * @param model the model
	 * @param installed the names of installed models
	 */
	static boolean isPresent(String model, Collection<String> installed) {
		String name = shortForm(model);
		return isCloud(name) || installed.stream().anyMatch((other) -> shortForm(other).equals(name));
	}

	private static boolean isCloud(String name) {
		return name.endsWith(":cloud") || name.endsWith("-cloud");
	}

	// the form that the server lists: with the tag, without the default parts
	private static String shortForm(String model) {
		String name = model.strip().toLowerCase(Locale.ROOT).replaceFirst("^[^/]*://", "");
		name = name.startsWith(REGISTRY) ? name.substring(REGISTRY.length()) : name;
		name = name.startsWith(NAMESPACE) ? name.substring(NAMESPACE.length()) : name;
		// a colon before a slash is that of a port
		return (name.lastIndexOf(':') > name.lastIndexOf('/')) ? name : name + ":latest";
	}

}
