package io.github.ollamagenerate.autoconfigure.endpoint;

import org.jspecify.annotations.Nullable;

import io.github.ollamagenerate.autoconfigure.OllamaGenerateAutoConfiguration;
import io.github.ollamagenerate.client.OllamaServerClient;
import io.github.ollamagenerate.endpoint.OllamaEndpoint;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link OllamaEndpoint}.
 */
@AutoConfiguration(after = OllamaGenerateAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(OllamaEndpoint.class)
@ConditionalOnBean(OllamaServerClient.class)
public final class OllamaEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	OllamaEndpoint ollamaEndpoint(OllamaServerClient server,
			@Value("${ollama.generate.model:#{null}}") @Nullable String model) {
		return new OllamaEndpoint(server, model);
	}

}
