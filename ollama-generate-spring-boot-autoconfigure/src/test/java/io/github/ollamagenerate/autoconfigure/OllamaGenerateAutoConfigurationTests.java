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

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.server.OllamaServerClient;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RecordedRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.context.reactive.ReactiveWebApplicationContext;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link OllamaGenerateAutoConfiguration}.
 */
class OllamaGenerateAutoConfigurationTests {

	/**
	 * What the server reads from the environment, after {@code OLLAMA_}, apart from host
	 * and key; old names included.
	 */
	static final List<String> SERVER_VARIABLES = List.of("AUTH", "CONTEXT_LENGTH", "DEBUG", "DEBUG_LOG_REQUESTS",
			"EDITOR", "FLASH_ATTENTION", "GPU_OVERHEAD", "INTEL_GPU", "KEEP_ALIVE", "KV_CACHE_TYPE", "LIBRARY_PATH",
			"LLAMA_SERVER", "LLM_LIBRARY", "LOAD_TIMEOUT", "MAX_LOADED_MODELS", "MAX_QUEUE", "MAX_VRAM", "MODELS",
			"MULTIUSER_CACHE", "NEW_ENGINE", "NEW_ESTIMATES", "NOHISTORY", "NOPRUNE", "NO_CLOUD", "NUM_GPU",
			"NUM_PARALLEL", "ORIGINS", "REMOTES", "RUNNERS_DIR", "SCHED_SPREAD", "TMPDIR", "VULKAN");

	private final ApplicationContextRunner runner = OllamaContextRunner.with(WebClientAutoConfiguration.class,
			ReactiveHttpClientAutoConfiguration.class, HttpClientAutoConfiguration.class);

	private MockOllamaServer server;

	@BeforeEach
	void start() {
		this.server = MockOllamaServer.start();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	private ApplicationContextRunner connected() {
		return this.runner.withPropertyValues("ollama.base-url=" + this.server.url(), "ollama.generate.model=gemma3");
	}

	private RecordedRequest send(GenerateOperations ollama) {
		this.server.enqueue(MockAnswer.tokens("hi"));
		assertThat(ollama.prompt("p").call().content()).isEqualTo("hi");
		return this.server.takeRequest();
	}

	@Test
	void startsWithoutAnyPropertyAndWithoutAServer() {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context).hasSingleBean(GenerateTemplate.class);
			assertThat(context).hasSingleBean(OllamaServerClient.class);
			assertThat(context.getBean(OllamaGenerateConnectionDetails.class).getBaseUrl())
				.isEqualTo("http://localhost:11434");
		});
	}

	@Test
	void doesNothingDuringStartUp() {
		connected().run((context) -> {
			assertThat(context).hasSingleBean(GenerateTemplate.class);
			assertThat(this.server.connectionCount()).isZero();
		});
	}

	@Test
	void buildsTheClientForTheFirstRequest() {
		AtomicInteger built = new AtomicInteger();
		connected()
			.withBean(OllamaWebClientCustomizer.class,
					() -> (builder) -> builder.codecs((codecs) -> built.incrementAndGet()))
			.run((context) -> {
				assertThat(context).hasSingleBean(GenerateTemplate.class).hasSingleBean(OllamaServerClient.class);
				assertThat(built).hasValue(0);
				send(context.getBean(GenerateOperations.class));
				send(context.getBean(GenerateOperations.class));
				assertThat(built).hasValue(1);
			});
	}

	@Test
	void closesItsConnectionsWithTheContext() {
		connected().run((context) -> {
			RecordedRequest request = send(context.getBean(GenerateOperations.class));
			assertThat(request.connectionClosed()).isNotDone();
			context.getSourceApplicationContext().close();
			assertThat(request.awaitConnectionClosed(Duration.ofSeconds(10))).isTrue();
		});
	}

	@Test
	void twoPropertiesAreEnough() {
		connected().run((context) -> assertThat(send(context.getBean(GenerateOperations.class)).body())
			.isEqualTo("{\"model\":\"gemma3\",\"prompt\":\"p\",\"stream\":true}"));
	}

	@Test
	void whenDisabledThereIsNoneOfOurBeansAndNothingIsChecked() {
		this.runner.withPropertyValues("ollama.enabled=false", "ollama.base-url=not a url").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context).doesNotHaveBean(GenerateOperations.class);
			assertThat(context.getBeanDefinitionNames()).noneMatch((name) -> name.toLowerCase().contains("ollama"));
		});
	}

	@Test
	void backsOffFromAnyOperations() {
		GenerateOperations own = mock(GenerateOperations.class);
		this.runner.withBean(GenerateOperations.class, () -> own)
			.run((context) -> assertThat(context).getBean(GenerateOperations.class).isSameAs(own));
	}

	@Test
	void connectionDetailsBeatProperties() {
		connected().withPropertyValues("ollama.base-url=http://localhost:1", "ollama.api-key=property")
			.withBean(OllamaGenerateConnectionDetails.class, () -> new OllamaGenerateConnectionDetails() {

				@Override
				public String getBaseUrl() {
					return OllamaGenerateAutoConfigurationTests.this.server.url();
				}

				@Override
				public String getApiKey() {
					return "details";
				}

			})
			.run((context) -> {
				assertThat(context).doesNotHaveBean(PropertiesOllamaGenerateConnectionDetails.class);
				assertThat(send(context.getBean(GenerateOperations.class)).header("Authorization"))
					.isEqualTo("Bearer details");
			});
	}

	@Test
	void builderBeanMakesFurtherTemplates() {
		try (MockOllamaServer other = MockOllamaServer.start()) {
			connected().withPropertyValues("ollama.api-key=key", "ollama.headers.X-Team=green").run((context) -> {
				other.enqueue(MockAnswer.tokens("x"));
				GenerateTemplate second = context.getBean(GenerateTemplate.Builder.class)
					.baseUrl(other.url())
					.defaultRequest((request) -> request.model("second"))
					.build();
				second.prompt("p").call().content();
				RecordedRequest request = other.takeRequest();
				assertThat(request.model()).isEqualTo("second");
				assertThat(request.header("Authorization")).as("key of the first server").isNull();
				assertThat(request.header("X-Team")).isNull();
				assertThat(send(context.getBean(GenerateTemplate.class)).model()).isEqualTo("gemma3");
				context.getBean(OllamaServerClient.class).withBaseUrl(other.url()).version().block();
				assertThat(other.takeRequest("/api/version").header("Authorization")).isNull();
			});
		}
	}

	@Test
	void apiKeyAndHeadersAreSent() {
		connected().withPropertyValues("ollama.api-key=secret", "ollama.headers.X-Team=green").run((context) -> {
			RecordedRequest request = send(context.getBean(GenerateOperations.class));
			assertThat(request.header("Authorization")).isEqualTo("Bearer secret");
			assertThat(request.header("X-Team")).isEqualTo("green");
			context.getBean(OllamaServerClient.class).version().block();
			RecordedRequest version = this.server.takeRequest("/api/version");
			assertThat(version.header("Authorization")).isEqualTo("Bearer secret");
			assertThat(version.header("X-Team")).isEqualTo("green");
		});
	}

	@Test
	void withoutApiKeyNoHeaderIsSent() {
		connected().run((context) -> assertThat(send(context.getBean(GenerateOperations.class)).header("Authorization"))
			.isNull());
	}

	@Test
	void generatePropertiesAreDefaultsOfTheRequest() {
		connected()
			.withPropertyValues("ollama.generate.system=sys", "ollama.generate.template=tpl",
					"ollama.generate.think=low", "ollama.generate.keep-alive=1h30m", "ollama.generate.raw=false",
					"ollama.generate.on-overflow=fail", "ollama.generate.options.temperature=0.7",
					"ollama.generate.options.num-ctx=4096", "ollama.generate.options.stop[0]=END",
					"ollama.generate.options.extra.low_vram=true", "ollama.generate.options.extra.numa=2",
					"ollama.generate.options.extra.mirostat_tau=4.5", "ollama.generate.options.extra.note=on 5")
			.run((context) -> assertThat(send(context.getBean(GenerateOperations.class)).body()).isEqualTo("""
					{"model":"gemma3","prompt":"p","system":"sys","template":"tpl","stream":true,"raw":false,\
					"keep_alive":"1h30m","options":{"temperature":0.7,"stop":["END"],"num_ctx":4096,"low_vram":true,\
					"mirostat_tau":4.5,"note":"on 5","numa":2},"think":"low","truncate":false,"shift":false}"""));
	}

	@Test
	void mapperOfTheApplicationReadsEntities() {
		this.server.enqueue(MockAnswer.tokens("{\"first_name\":\"Ada\"}"));
		connected()
			.withBean(JsonMapper.class,
					() -> JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build())
			.run((context) -> assertThat(
					context.getBean(GenerateOperations.class).prompt("p").call().entity(Person.class).firstName())
				.isEqualTo("Ada"));
		assertThat(this.server.takeRequest().field("format").path("required")).hasToString("[\"first_name\"]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "3600", "0", "-1" })
	void wholeKeepAliveIsANumber(String keepAlive) {
		connected().withPropertyValues("ollama.generate.keep-alive=" + keepAlive)
			.run((context) -> assertThat(send(context.getBean(GenerateOperations.class)).body())
				.contains("\"keep_alive\":" + keepAlive));
	}

	@Test
	void typedValuesOfYamlBindToo() {
		connected()
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("yaml",
						Map.of("ollama.generate.keep-alive", 3600, "ollama.generate.think", true,
								"ollama.generate.options.stop", "a,b", "ollama.generate.options.extra.numa", 3))))
			.run((context) -> assertThat(send(context.getBean(GenerateOperations.class)).body())
				.contains("\"keep_alive\":3600")
				.contains("\"think\":true")
				.contains("\"stop\":[\"a\",\"b\"]")
				.contains("\"numa\":3"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ollama.generate.keep-alive=PT5M", "ollama.connect-timeout=soon",
			"ollama.generate.options.temperature=hot", "ollama.max-in-memory-size=big", "ollama.generate.raw=maybe",
			"ollama.generate.options.extra.list[0]=a" })
	void wrongValueFailsStartUpAndNamesTheProperty(String property) {
		this.runner.withPropertyValues(property).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).rootCause().isNotNull();
			assertThat(stackOf(context.getStartupFailure())).contains(property.split("[=\\[]")[0]);
		});
	}

	@Test
	void environmentOfTheServerSetsHostAndKey() {
		this.runner
			.withInitializer(
					(context) -> context.getEnvironment()
						.getPropertySources()
						.addFirst(new SystemEnvironmentPropertySource(
								StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
								Map.of("OLLAMA_HOST", "0.0.0.0:" + this.server.port(), "OLLAMA_API_KEY", "from-env"))))
			.run((context) -> {
				this.server.enqueue(MockAnswer.tokens("hi"));
				context.getBean(GenerateOperations.class).prompt("p").model("gemma3").call().content();
				assertThat(this.server.takeRequest().header("Authorization")).isEqualTo("Bearer from-env");
			});
	}

	@Test
	void environmentSetsExtraOptionsByTheirNameOnTheWire() {
		connected()
			.withInitializer(
					(context) -> context.getEnvironment()
						.getPropertySources()
						.addFirst(new SystemEnvironmentPropertySource(
								StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
								Map.of("OLLAMA_GENERATE_OPTIONS_EXTRA_LOW_VRAM", "true"))))
			.withPropertyValues("ollama.generate.options.extra.draft-num-predict=4")
			.run((context) -> assertThat(send(context.getBean(GenerateOperations.class)).body())
				.contains("\"low_vram\":true")
				.contains("\"draft_num_predict\":4"));
	}

	@Test
	void blankPropertiesAreNotSet() {
		connected()
			.withPropertyValues("ollama.generate.think=", "ollama.generate.keep-alive= ", "ollama.host=",
					"ollama.api-key=", "ollama.ssl.bundle=", "ollama.generate.options.seed=")
			.run((context) -> assertThat(send(context.getBean(GenerateOperations.class)).body())
				.isEqualTo("{\"model\":\"gemma3\",\"prompt\":\"p\",\"stream\":true}"));
	}

	@Test
	void keyFromAFileMayEndWithANewline() {
		connected().withPropertyValues("ollama.api-key=secret\n")
			.run((context) -> assertThat(send(context.getBean(GenerateOperations.class)).header("Authorization"))
				.isEqualTo("Bearer secret"));
	}

	@Test
	void baseUrlWinsOverHost() {
		connected().withPropertyValues("ollama.host=localhost:1")
			.run((context) -> assertThat(send(context.getBean(GenerateOperations.class))).isNotNull());
	}

	@Test
	void otherVariablesOfTheServerSetNothing() {
		Map<String, Object> environment = new HashMap<>();
		SERVER_VARIABLES.forEach((name) -> environment.put("OLLAMA_" + name, "garbage"));
		connected()
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource(
						StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment)))
			.run((context) -> assertThat(send(context.getBean(GenerateOperations.class)).body())
				.isEqualTo("{\"model\":\"gemma3\",\"prompt\":\"p\",\"stream\":true}"));
	}

	@Test
	void globalSettingsOfOtherClientsDoNotReachUs() {
		this.server.enqueue(MockAnswer.tokens("slow").delay(Duration.ofMillis(600)));
		connected().withPropertyValues("spring.http.clients.read-timeout=200ms")
			.run((context) -> assertThat(context.getBean(GenerateOperations.class).prompt("p").call().content())
				.isEqualTo("slow"));
	}

	@Test
	void otherClientsOfTheApplicationAreNotChanged() {
		connected().withPropertyValues("ollama.api-key=secret").run((context) -> {
			this.server.enqueue(MockAnswer.tokens("x"));
			context.getBean(WebClient.Builder.class)
				.build()
				.post()
				.uri(this.server.url() + "/api/generate")
				.bodyValue("{\"model\":\"gemma3\",\"prompt\":\"p\"}")
				.retrieve()
				.bodyToMono(String.class)
				.block(Duration.ofSeconds(10));
			assertThat(this.server.takeRequest().header("Authorization")).isNull();
		});
	}

	@Test
	void keyIsSentWhenAFilterChoosesTheReplica() {
		String replica = this.server.url();
		this.runner
			.withPropertyValues("ollama.base-url=http://ollama-pool", "ollama.generate.model=gemma3",
					"ollama.api-key=secret")
			.withBean(OllamaWebClientCustomizer.class,
					() -> (builder) -> builder.filter((request, next) -> next.exchange(
							ClientRequest.from(request).url(URI.create(replica + request.url().getPath())).build())))
			.run((context) -> assertThat(send(context.getBean(GenerateOperations.class)).header("Authorization"))
				.isEqualTo("Bearer secret"));
	}

	@Test
	void redirectIsNotFollowedSoThatPromptAndKeyStay() {
		try (MockOllamaServer other = MockOllamaServer.start()) {
			this.server.enqueue(MockAnswer.bytes().status(307).header("Location", other.url() + "/api/generate"));
			connected().withPropertyValues("ollama.api-key=secret").run((context) -> {
				assertThatExceptionOfType(GenerateResponseException.class)
					.isThrownBy(() -> context.getBean(GenerateOperations.class).prompt("p").call().content())
					.withMessageContaining("Redirects are not followed");
				assertThat(other.requestCount()).isZero();
			});
		}
	}

	@Test
	void isLeftOutWithoutReactorNetty() {
		this.runner.withClassLoader(new FilteredClassLoader(HttpClient.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(GenerateOperations.class));
	}

	@Test
	void unknownSslBundleFailsStartUp() {
		this.runner.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
			.withPropertyValues("ollama.ssl.bundle=missing")
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("'missing'"));
	}

	@Test
	void unreadableCertificateFailsStartUp() {
		this.runner.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
			.withPropertyValues("ollama.ssl.bundle=broken",
					"spring.ssl.bundle.pem.broken.truststore.certificate=-----BEGIN CERTIFICATE-----\nAA==\n"
							+ "-----END CERTIFICATE-----")
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("certificate"));
	}

	@Test
	void propertiesDoNotShowTheirValues() {
		connected().withPropertyValues("ollama.api-key=canary", "ollama.generate.system=canary")
			.run((context) -> assertThat(
					context.getBean(OllamaProperties.class) + " " + context.getBean(OllamaGenerateProperties.class))
				.doesNotContain("canary"));
	}

	private static String stackOf(Throwable ex) {
		StringWriter text = new StringWriter();
		ex.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

	/**
	 * A start-up as users see it.
	 */
	@Nested
	@ExtendWith(OutputCaptureExtension.class)
	class RealApplication {

		@Test
		void unusableAddressIsExplained(CapturedOutput output) {
			assertThatExceptionOfType(BeanCreationException.class)
				.isThrownBy(() -> run("--ollama.base-url=http://user:canary@ho st:11434"));
			assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("The address 'http://***@ho st:11434' is not a valid URL")
				.contains("Set the property 'ollama.base-url' to the address of the Ollama server")
				.doesNotContain("canary");
		}

		@Test
		void unusableHostIsExplained(CapturedOutput output) {
			assertThatExceptionOfType(BeanCreationException.class).isThrownBy(() -> run("--ollama.host=ftp://x"));
			assertThat(output).contains("Set the property 'ollama.host'").contains("host:11434 or host");
		}

		@Test
		void unusableAddressFromCodeIsNotBlamedOnAProperty(CapturedOutput output) {
			assertThatExceptionOfType(BeanCreationException.class)
				.isThrownBy(() -> new SpringApplication(Application.class, AddressFromCode.class).run());
			assertThat(output).contains("The address 'ftp://x'")
				.contains("correct the bean of type OllamaGenerateConnectionDetails")
				.doesNotContain("Set the property");
		}

		@Test
		void commandLineApplicationStaysOne() {
			try (ConfigurableApplicationContext context = run()) {
				assertThat(context).isNotInstanceOf(ReactiveWebApplicationContext.class);
				assertThat(context.getBean(GenerateOperations.class)).isNotNull();
			}
		}

		private ConfigurableApplicationContext run(String... arguments) {
			SpringApplication application = new SpringApplication(Application.class);
			assertThat(application.getWebApplicationType()).isEqualTo(WebApplicationType.NONE);
			return application.run(arguments);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AddressFromCode {

		@Bean
		OllamaGenerateConnectionDetails connectionDetails() {
			return () -> "ftp://x";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		SimpleMeterRegistry meters() {
			return new SimpleMeterRegistry();
		}

	}

	record Person(String firstName) {
	}

}
