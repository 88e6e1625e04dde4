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
