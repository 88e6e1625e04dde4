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
