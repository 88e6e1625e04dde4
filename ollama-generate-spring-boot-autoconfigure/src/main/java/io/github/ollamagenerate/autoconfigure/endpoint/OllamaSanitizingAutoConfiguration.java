package io.github.ollamagenerate.autoconfigure.endpoint;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that keeps keys and passwords out of
 * actuator endpoints, even if the endpoints show values.
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
@ConditionalOnBooleanProperty(name = "ollama.enabled", matchIfMissing = true)
public final class OllamaSanitizingAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	OllamaSanitizingFunction ollamaSanitizingFunction() {
		return new OllamaSanitizingFunction();
	}

}
