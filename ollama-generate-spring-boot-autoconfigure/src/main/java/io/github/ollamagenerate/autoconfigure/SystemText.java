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

package io.github.ollamagenerate.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.io.ApplicationResourceLoader;

/**
 * Reads the value of {@code ollama.generate.system}: a text, or the location of one.
 */
final class SystemText {

	private static final Pattern LOCATION = Pattern.compile("(classpath|file):\\S.*");

	private SystemText() {
	}

	static @Nullable String of(@Nullable String value) {
		if (value == null || !LOCATION.matcher(value).matches()) {
			return value;
		}
		try {
			return ApplicationResourceLoader.get().getResource(value).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new InvalidConfigurationPropertyValueException("ollama.generate.system", value,
					"The location cannot be read.");
		}
	}

}
