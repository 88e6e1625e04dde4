package io.github.ollamagenerate.autoconfigure;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * Gives a configured option its type back: a properties file or the environment knows
 * only text, and the server refuses a number that is written as text.
 */
final class ExtraOption {

	private ExtraOption() {
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
