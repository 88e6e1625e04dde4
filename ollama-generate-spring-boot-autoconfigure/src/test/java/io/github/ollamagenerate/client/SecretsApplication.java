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

package io.github.ollamagenerate.client;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;

import io.github.ollamagenerate.autoconfigure.OllamaGenerateConnectionDetails;
import io.github.ollamagenerate.client.SecretSearch.Where;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.netty.pkitesting.CertificateBuilder;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.logging.LoggersEndpoint;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.logging.LoggerGroups;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Application with all that may show a {@link Secret}: meters, spans, and endpoints.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class SecretsApplication {

	static ConfigurableApplicationContext start(SecretSearch search, MockOllamaServer server, Path truststore) {
		// Spring Boot must not change the levels
		System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
		try {
			return new SpringApplicationBuilder(SecretsApplication.class).web(WebApplicationType.NONE)
				.applicationStartup(new BufferingApplicationStartup(10_000))
				.initializers((context) -> context.getBeanFactory().registerSingleton("secretSearch", search))
				.properties("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=*",
						"management.endpoint.health.show-details=always", "spring.docker.compose.enabled=false",
						"management.otlp.metrics.export.enabled=false", "spring.main.banner-mode=off",
						"spring.http.codecs.log-request-details=true", "ollama.base-url=" + withUser(server.url()),
						"ollama.api-key=" + Secret.KEY.value(), "ollama.headers.X-Team=" + Secret.HEADER.value(),
						"ollama.ssl.bundle=ollama", "ollama.generate.model=m",
						"ollama.generate.system=" + Secret.SYSTEM.value(),
						"ollama.generate.template=" + Secret.TEMPLATE.value(),
						"ollama.generate.options.stop=" + Secret.STOP.value(),
						"ollama.generate.options.extra.x=" + Secret.OPTION.value(), "ollama.metrics.gen-ai=v0_1",
						"ollama.generate.retry.delay=10ms", "ollama.generate.retry.max-delay=2s",
						"spring.ssl.bundle.jks.ollama.truststore.location=file:" + truststore,
						"spring.ssl.bundle.jks.ollama.truststore.password=" + Secret.SSL_PASSWORD.value())
				.run();
		}
		finally {
			System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
		}
	}

	static Path truststore(Path folder) throws Exception {
		KeyStore keys = KeyStore.getInstance("PKCS12");
		keys.load(null, null);
		keys.setCertificateEntry("private",
				new CertificateBuilder().subject("CN=private")
					.setIsCertificateAuthority(true)
					.buildSelfSigned()
					.getCertificate());
		Path file = folder.resolve("trust.p12");
		try (OutputStream stream = Files.newOutputStream(file)) {
			keys.store(stream, Secret.SSL_PASSWORD.value().toCharArray());
		}
		return file;
	}

	static String withUser(String url) {
		return url.replace("://", "://user:" + Secret.PASSWORD.value() + "@");
	}

	@Bean
	static BeanPostProcessor connectionDetails(SecretSearch search) {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				if (bean instanceof OllamaGenerateConnectionDetails properties) {
					search.search(bean);
					return new ConnectionDetails(properties);
				}
				return bean;
			}

		};
	}

	@Bean
	LoggersEndpoint loggersEndpoint() {
		return new LoggersEndpoint(new LogbackLoggingSystem(getClass().getClassLoader()), new LoggerGroups());
	}

	@Bean
	InMemorySpanExporter spans() {
		return InMemorySpanExporter.create();
	}

	@Bean
	DefaultTracingObservationHandler tracing(InMemorySpanExporter spans) {
		SdkTracerProvider provider = SdkTracerProvider.builder()
			.addSpanProcessor(SimpleSpanProcessor.create(spans))
			.build();
		return new DefaultTracingObservationHandler(
				new OtelTracer(provider.get("test"), new OtelCurrentTraceContext(), (event) -> {
				}));
	}

	@Bean
	ObservationHandler<Observation.Context> contexts(SecretSearch search) {
		return new ObservationHandler<>() {

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

			@Override
			public void onStop(Observation.Context context) {
				search.search(Where.SPANS, "observation " + context.getName(), context.toString());
				search.search(context);
			}

		};
	}

	/** The connection of the properties, with the address of another server. */
	static final class ConnectionDetails implements OllamaGenerateConnectionDetails {

		private final OllamaGenerateConnectionDetails properties;

		private String url;

		ConnectionDetails(OllamaGenerateConnectionDetails properties) {
			this.properties = properties;
			this.url = properties.getBaseUrl();
		}

		/** Create a template for another server, which gets the key and the headers. */
		synchronized GenerateTemplate template(ConfigurableApplicationContext context, String url) {
			this.url = withUser(url);
			return context.getBean(GenerateTemplate.Builder.class).build();
		}

		@Override
		public String getBaseUrl() {
			return this.url;
		}

		@Override
		public @Nullable String getApiKey() {
			return this.properties.getApiKey();
		}

		@Override
		public @Nullable SslBundle getSslBundle() {
			return this.properties.getSslBundle();
		}

	}

}
