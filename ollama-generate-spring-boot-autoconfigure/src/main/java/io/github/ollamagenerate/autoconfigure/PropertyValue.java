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

import java.time.Duration;

import io.github.ollamagenerate.KeepAlive;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * Refuses values that have the right type and can never work, by the name of their
 * property.
 */
final class PropertyValue {

	private PropertyValue() {
	}

	static void atLeast(int least, String property, @Nullable Integer value) {
		if (value != null && value < least) {
			throw new InvalidConfigurationPropertyValueException(property, value, "It must be at least " + least + ".");
		}
	}

	static void keepAlive(String property, @Nullable String value) {
		if (StringUtils.hasText(value)) {
			try {
				KeepAlive.of(value);
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidConfigurationPropertyValueException(property, value,
						"Set it to seconds such as 3600, a duration such as 10m or 1h30m, 0 to unload the "
								+ "model, or -1 to keep it loaded indefinitely, or leave it out.");
			}
		}
	}

	static void size(String property, DataSize value) {
		if (value.toBytes() < 1 || value.toBytes() > Integer.MAX_VALUE) {
			throw new InvalidConfigurationPropertyValueException(property, value,
					"It must be at least 1B and less than 2GB.");
		}
	}

	static void notNegative(String property, @Nullable Duration value) {
		if (value != null && value.isNegative()) {
			throw new InvalidConfigurationPropertyValueException(property, value, "It must not be negative.");
		}
	}

}
