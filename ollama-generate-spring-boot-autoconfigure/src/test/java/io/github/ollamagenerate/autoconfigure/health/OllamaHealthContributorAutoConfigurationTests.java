package io.github.ollamagenerate.autoconfigure.health;

import io.github.ollamagenerate.autoconfigure.OllamaGenerateAutoConfiguration;
import io.github.ollamagenerate.health.OllamaHealthIndicator;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OllamaHealthContributorAutoConfiguration}.
 */
class OllamaHealthContributorAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(OllamaHealthContributorAutoConfiguration.class, OllamaGenerateAutoConfiguration.class,
					WebClientAutoConfiguration.class, HealthContributorAutoConfiguration.class));

	@Test
	void indicatorIsThere() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(OllamaHealthIndicator.class)
			.hasBean("ollamaHealthContributor"));
	}

	@Test
	void keyOfTheClientIsUsedForTheProbeToo() {
		try (MockOllamaServer server = MockOllamaServer.start()) {
			this.runner.withPropertyValues("ollama.base-url=" + server.url(), "ollama.api-key=key").run((context) -> {
				context.getBean(OllamaHealthIndicator.class).health().block();
				assertThat(server.requestCount("/api/version")).isOne();
			});
		}
	}

	@Test
	void canBeSwitchedOff() {
		this.runner.withPropertyValues("management.health.ollama.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(OllamaHealthIndicator.class));
	}

	@Test
	void isGoneWithTheClient() {
		this.runner.withPropertyValues("ollama.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(OllamaHealthIndicator.class));
	}

	@Test
	void backsOffByName() {
		this.runner.withBean("ollamaHealthIndicator", ReactiveHealthIndicator.class, () -> Mono::empty)
			.run((context) -> assertThat(context).doesNotHaveBean(OllamaHealthIndicator.class));
	}

}
