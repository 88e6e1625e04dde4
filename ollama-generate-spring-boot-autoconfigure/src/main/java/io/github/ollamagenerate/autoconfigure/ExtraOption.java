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

import java.math.BigDecimal;
import java.util.Locale;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Gives a configured option its type back: a properties file or the environment knows
 * only text, and the server refuses a number that is written as text.
 */
final class ExtraOption {

	private ExtraOption() {
	}

	/**
	 * Return the name on the wire, where words are joined by underscores: the environment
	 * knows no other sign, which Spring Boot reads as a dot.
	 * @throws InvalidConfigurationPropertyValueException if the name is that of an
	 * element
	 */
	static String name(String key, String value) {
		if (key.matches(".*(\\.\\d+|\\[.*)")) {
			throw new InvalidConfigurationPropertyValueException("ollama.generate.options.extra." + key, value,
					"An extra option takes a single value: a number, a boolean, or a text. Set lists in code.");
		}
		return key.replace('.', '_').replace('-', '_');
	}

	static Object parse(String text) {
		String trimmed = text.trim();
		return switch (trimmed.toLowerCase(Locale.ROOT)) {
			case "true" -> true;
			case "false" -> false;
			default -> trimmed.matches("[-+]?\\d*\\.?\\d+([eE][-+]?\\d{1,3})?") ? number(trimmed) : text;
		};
	}

	private static Number number(String text) {
		BigDecimal number = new BigDecimal(text);
		return (number.scale() <= 0 && number.precision() - number.scale() <= 18) ? number.longValueExact() : number;
	}

}
