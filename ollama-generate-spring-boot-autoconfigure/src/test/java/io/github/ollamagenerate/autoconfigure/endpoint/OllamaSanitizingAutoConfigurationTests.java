package io.github.ollamagenerate.autoconfigure.endpoint;

import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.github.ollamagenerate.autoconfigure.OllamaGenerateAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OllamaSanitizingAutoConfiguration}.
 */
class OllamaSanitizingAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(OllamaSanitizingAutoConfiguration.class, OllamaGenerateAutoConfiguration.class,
						WebClientAutoConfiguration.class, EnvironmentEndpointAutoConfiguration.class,
						ConfigurationPropertiesReportEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=*", "management.endpoint.env.show-values=always",
				"management.endpoint.configprops.show-values=always", "management.endpoints.jmx.exposure.include=*",
				"spring.jmx.enabled=true");

	@Test
	void environmentShowsNeitherKeyNorPassword() {
		this.runner
			.withPropertyValues("ollama.base-url=http://user:canary@gpu:11434", "ollama.api-key=canary",
					"ollama.headers.X-Key=canary")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addLast(new SystemEnvironmentPropertySource(
						"other-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						Map.of("OLLAMA_API_KEY", "canary", "OLLAMA_HOST", "user:canary@gpu", "OLLAMA_HEADERS_XKEY",
								"canary"))))
			.run((context) -> assertThat(write(context.getBean(EnvironmentEndpoint.class).environment(null)))
				.contains("http://***@gpu:11434", "\"***@gpu\"")
				.doesNotContain("canary"));
	}

	@Test
	void configurationPropertiesShowNeitherKeyNorPassword() {
		this.runner
			.withPropertyValues("ollama.base-url=http://user:canary@gpu:11434", "ollama.host=user:canary@other",
					"ollama.api-key=canary", "ollama.headers.X-Key=canary", "ollama.generate.model=gemma3")
			.run((context) -> assertThat(
					write(context.getBean(ConfigurationPropertiesReportEndpoint.class).configurationProperties()))
				.contains("http://***@gpu:11434", "\"***@other\"", "gemma3")
				.doesNotContain("canary"));
	}

	@Test
	void isLeftOutWhenDisabled() {
		this.runner.withPropertyValues("ollama.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(OllamaSanitizingFunction.class));
	}

	@Test
	void isLeftOutWithoutTheActuator() {
		this.runner.withClassLoader(new FilteredClassLoader(SanitizingFunction.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(OllamaSanitizingFunction.class));
	}

	private static String write(Object descriptor) {
		return new JsonMapper().writeValueAsString(descriptor);
	}

}
