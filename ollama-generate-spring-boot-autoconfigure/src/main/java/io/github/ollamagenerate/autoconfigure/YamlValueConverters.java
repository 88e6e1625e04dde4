package io.github.ollamagenerate.autoconfigure;

import io.github.ollamagenerate.KeepAlive;
import io.github.ollamagenerate.Think;

import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;

/**
 * Lets YAML write what it types itself: {@code keep-alive: 3600}, {@code think: true}.
 * Text is read by the types themselves.
 */
@Configuration(proxyBeanMethods = false)
class YamlValueConverters {

	@Bean
	@ConfigurationPropertiesBinding
	static NumberToKeepAlive ollamaNumberToKeepAliveConverter() {
		return new NumberToKeepAlive();
	}

	@Bean
	@ConfigurationPropertiesBinding
	static BooleanToThink ollamaBooleanToThinkConverter() {
		return new BooleanToThink();
	}

	/**
	 * Reads a number of seconds.
	 */
	static final class NumberToKeepAlive implements Converter<Number, KeepAlive> {

		@Override
		public KeepAlive convert(Number source) {
			return KeepAlive.of(source.toString());
		}

	}

	/**
	 * Reads a flag.
	 */
	static final class BooleanToThink implements Converter<Boolean, Think> {

		@Override
		public Think convert(Boolean source) {
			return source ? Think.on() : Think.off();
		}

	}

}
