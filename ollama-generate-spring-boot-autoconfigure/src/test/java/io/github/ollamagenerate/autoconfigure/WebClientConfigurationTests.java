/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.ollamagenerate.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.client.http.ConnectionSettings;
import io.github.ollamagenerate.server.OllamaServerClient;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RecordedRequest;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.netty.http.client.HttpClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.codec.CodecCustomizer;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.WebClientObservationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.DefaultClientRequestObservationConvention;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what of the application's {@link WebClient} configuration reaches the client of
 * the starter, and that the table of {@code docs/configuration.md} says the same.
 */
@ExtendWith(MockOllamaExtension.class)
class WebClientConfigurationTests {

	private static final Path DOCUMENT = Path.of("../docs/configuration.md");

	private static final String COOKIE = "session=another-service";

	private final ApplicationContextRunner runner = OllamaContextRunner
		.with(WebClientAutoConfiguration.class, WebClientObservationAutoConfiguration.class,
				CodecsAutoConfiguration.class, ObservationAutoConfiguration.class)
		.withBean(ObservationRegistry.class, TestObservationRegistry::create)
		.withBean(AtomicBoolean.class);

	@ParameterizedTest
	@EnumSource
	void reachesTheClientOrDoesNot(Setting setting, MockOllamaServer server) {
		this.runner
			.withPropertyValues("ollama.base-url=" + server.url(), "ollama.generate.model=gemma3",
					"ollama.api-key=ours")
			.withUserConfiguration(setting.configuration)
			.run((context) -> {
				AtomicBoolean reached = context.getBean(AtomicBoolean.class);
				context.getBean(GenerateOperations.class).prompt("p").call().content();
				assertThat(isMarked(server.takeRequest()) || reached.getAndSet(false)).isEqualTo(setting.reaches);
				context.getBean(OllamaServerClient.class).version().block();
				assertThat(isMarked(server.takeRequest("/api/version")) || reached.get()).isEqualTo(setting.reaches);
			});
	}

	private static boolean isMarked(RecordedRequest request) {
		boolean marked = request.header("X-Marker") != null;
		if (marked) {
			return true;
		}
		assertThat(request.header("Authorization")).isEqualTo("Bearer ours");
		assertThat(request.header("Cookie")).isNull();
		return false;
	}

	@Test
	void anotherServicesCredentialsAreNotSentWithoutAKeyEither(MockOllamaServer server) {
		this.runner.withPropertyValues("ollama.base-url=" + server.url(), "ollama.generate.model=gemma3")
			.withUserConfiguration(Filter.class, DefaultHeaders.class)
			.run((context) -> {
				context.getBean(GenerateOperations.class).prompt("p").call().content();
				RecordedRequest request = server.takeRequest();
				assertThat(request.header("Authorization")).isNull();
				assertThat(request.header("Cookie")).isNull();
			});
	}

	@Test
	void clientsWithoutPropertiesHaveTheDefaultsOfTheProperties() {
		assertThat(new OllamaProperties().connectionSettings()).isEqualTo(ConnectionSettings.DEFAULTS);
	}

	@Test
	void documentHasEachSetting() throws Exception {
		List<String> rows = Files.readAllLines(DOCUMENT)
			.stream()
			.dropWhile((line) -> !line.startsWith("| The application's"))
			.skip(2)
			.takeWhile((line) -> line.startsWith("|"))
			.map((line) -> line.split("\\|")[1].strip() + ": " + line.split("\\|")[2].strip())
			.toList();
		assertThat(rows).containsExactlyElementsOf(Stream
			.concat(Arrays.stream(Setting.values())
				.map((setting) -> setting.documented + ": " + (setting.reaches ? "yes" : "no")),
					Stream.of("`WebClient.Builder` with `@LoadBalanced`: no", "`JsonMapper` bean: no"))
			.sorted()
			.toList());
	}

	private static ExchangeFilterFunction marker() {
		return (request, next) -> next.exchange(ClientRequest.from(request).headers((headers) -> {
			headers.set("X-Marker", "yes");
			headers.setBearerAuth("another-service");
		}).build());
	}

	enum Setting {

		CONNECTOR("`ClientHttpConnector` bean", false, Connector.class),

		OBSERVATION_CONVENTION("`ObservationRegistry` and its conventions", true, ObservationConvention.class),

		CODECS("`CodecCustomizer` bean", false, Codecs.class),

		OURS("`OllamaWebClientCustomizer` bean", true, Ours.class),

		BUILDER("`WebClient.Builder` bean", false, Builder.class),

		DEFAULT_HEADERS("`WebClientCustomizer` with default headers or cookies", false, DefaultHeaders.class),

		FILTER("`WebClientCustomizer` with a filter", false, Filter.class);

		private final String documented;

		private final boolean reaches;

		private final Class<?> configuration;

		Setting(String documented, boolean reaches, Class<?> configuration) {
			this.documented = documented;
			this.reaches = reaches;
			this.configuration = configuration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Connector {

		@Bean
		ClientHttpConnector clientHttpConnector() {
			return new ReactorClientHttpConnector(
					HttpClient.create().headers((headers) -> headers.set("X-Marker", "yes")));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ObservationConvention {

		@Bean
		DefaultClientRequestObservationConvention convention(AtomicBoolean reached) {
			return new DefaultClientRequestObservationConvention() {

				@Override
				public KeyValues getLowCardinalityKeyValues(ClientRequestObservationContext context) {
					reached.set(true);
					return super.getLowCardinalityKeyValues(context);
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Codecs {

		@Bean
		CodecCustomizer codecCustomizer(AtomicBoolean reached) {
			return (codecs) -> reached.set(true);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Ours {

		@Bean
		OllamaWebClientCustomizer ours() {
			return (builder) -> builder.filter(marker());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Builder {

		@Bean
		WebClient.Builder webClientBuilder(ObjectProvider<WebClientCustomizer> customizers) {
			return WebClient.builder()
				.defaultHeaders((headers) -> headers.setBearerAuth("another-service"))
				.defaultHeader("Cookie", COOKIE)
				.filter(marker());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DefaultHeaders {

		@Bean
		WebClientCustomizer defaultHeaders() {
			return (builder) -> builder.defaultHeader("X-Marker", "yes")
				.defaultHeaders((headers) -> headers.setBearerAuth("another-service"))
				.defaultCookie("session", "another-service");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Filter {

		@Bean
		WebClientCustomizer filter() {
			return (builder) -> builder.filter(marker());
		}

	}

}
