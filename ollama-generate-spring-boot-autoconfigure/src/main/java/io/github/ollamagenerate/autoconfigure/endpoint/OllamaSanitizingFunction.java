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

package io.github.ollamagenerate.autoconfigure.endpoint;

import java.util.Locale;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Hides the key and the headers of the server, and user and password in its address.
 */
class OllamaSanitizingFunction implements SanitizingFunction {

	@Override
	public SanitizableData apply(SanitizableData data) {
		Object value = data.getValue();
		if (value == null) {
			return data;
		}
		// as a property, as one of the bean, and as an environment variable
		String name = data.getKey().toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
		if (name.equals("ollamaapikey") || name.startsWith("ollamaheaders")) {
			return data.withSanitizedValue();
		}
		if (name.equals("ollamabaseurl") || name.equals("ollamahost")) {
			return data.withValue(value.toString().replaceFirst("(?s)^(\\s*\\w+://)?.*@", "$1***@"));
		}
		return data;
	}

}
