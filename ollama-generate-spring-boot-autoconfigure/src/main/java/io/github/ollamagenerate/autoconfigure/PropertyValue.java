package io.github.ollamagenerate.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

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

	static void notNegative(String property, @Nullable Duration value) {
		if (value != null && value.isNegative()) {
			throw new InvalidConfigurationPropertyValueException(property, value, "It must not be negative.");
		}
	}

}
