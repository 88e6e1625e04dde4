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
