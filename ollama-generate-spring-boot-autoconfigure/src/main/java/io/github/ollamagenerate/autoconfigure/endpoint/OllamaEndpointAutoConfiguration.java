package io.github.ollamagenerate.autoconfigure.endpoint;

import io.github.ollamagenerate.autoconfigure.OllamaGenerateAutoConfiguration;
import io.github.ollamagenerate.autoconfigure.OllamaGenerateProperties;
import io.github.ollamagenerate.server.OllamaServerClient;
import io.github.ollamagenerate.endpoint.OllamaEndpoint;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link OllamaEndpoint}.
 */
@AutoConfiguration(after = OllamaGenerateAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(OllamaEndpoint.class)
@ConditionalOnBean(OllamaServerClient.class)
@EnableConfigurationProperties(OllamaGenerateProperties.class)
public final class OllamaEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	OllamaEndpoint ollamaEndpoint(OllamaServerClient server, OllamaGenerateProperties properties) {
		return new OllamaEndpoint(server, properties.getModel());
	}

}
