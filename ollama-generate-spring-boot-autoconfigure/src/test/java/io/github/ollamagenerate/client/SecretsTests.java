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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ch.qos.logback.core.Appender;
import io.github.ollamagenerate.BaseUrl;
import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateRejectedException;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.InvalidBaseUrlException;
import io.github.ollamagenerate.InvalidRequestException;
import io.github.ollamagenerate.KeepAlive;
import io.github.ollamagenerate.ModelOptions;
import io.github.ollamagenerate.ResponseFormat;
import io.github.ollamagenerate.StructuredOutputException;
import io.github.ollamagenerate.TextTemplate;
import io.github.ollamagenerate.Think;
import io.github.ollamagenerate.UnreadableResponseException;
import io.github.ollamagenerate.client.SecretSearch.Where;
import io.github.ollamagenerate.documentation.PublicApi;
import io.github.ollamagenerate.endpoint.OllamaEndpoint;
import io.github.ollamagenerate.server.ModelPull;
import io.github.ollamagenerate.server.OllamaServerClient;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockFault;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RecordedRequest;
import io.github.ollamagenerate.test.Recordings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.jmx.ExposableJmxEndpoint;
import org.springframework.boot.actuate.endpoint.jmx.JmxEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.jmx.JmxOperation;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plants a {@link Secret} wherever there can be one, lets a request succeed and fail in
 * each of the ways that {@link Faults} list, and searches all that the library, and what
 * it uses, shows of it.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final Path PAGE = Path.of("../docs/quality.md");

	private static final SecretSearch SEARCH = new SecretSearch();

	private static final Set<String> OPERATIONS = new TreeSet<>();

	private static final String[] ANSWER = { """
			{"model":"m","response":"","thinking":"canary-thinking","done":false}""", """
			{"model":"m","response":"canary-answer","done":false,"logprobs":[{"token":"canary-token",\
			"logprob":-1,"bytes":[99],"top_logprobs":[{"token":"canary-token","logprob":-1}]}]}""", """
			{"model":"m","response":"","done":true,"done_reason":"length","context":[1],"eval_count":3}""" };

	private static String planted = "";

	@BeforeAll
	static void run(@TempDir Path folder, CapturedOutput output) throws Exception {
		TraceLog log = new TraceLog(SEARCH.new Appender());
		try (log;
				MockOllamaServer server = MockOllamaServer.start();
				SelfSignedServer untrusted = new SelfSignedServer(folder);
				ConfigurableApplicationContext context = SecretsApplication.start(SEARCH, server,
						SecretsApplication.truststore(folder))) {
			SecretsApplication.ConnectionDetails connection = context
				.getBean(SecretsApplication.ConnectionDetails.class);
			succeed(context, server);
			misuse(context);
			record(context, connection, server, folder.resolve("recordings"));
			// they mostly wait
			Flux.fromIterable(Faults.all())
				.flatMap((fault) -> Mono.fromRunnable(() -> fail(context, connection, fault, untrusted))
					.subscribeOn(Schedulers.boundedElastic()), 4)
				.blockLast(Duration.ofSeconds(50));
			searchMeters(context);
			searchEndpoints(context);
			searchStrings(context, server);
			context.getBean(InMemorySpanExporter.class)
				.getFinishedSpanItems()
				.forEach((span) -> SEARCH.search(Where.SPANS, span.getName(), span.toString()));
			Thread.getAllStackTraces()
				.keySet()
				.forEach((thread) -> SEARCH.search(Where.THREADS, "thread", thread.getName()));
		}
		SEARCH.search(Where.OUTPUT, "output", output.getAll());
	}

	@ParameterizedTest
	@EnumSource
	void secretIsOnlyWhereItBelongs(Secret secret) {
		for (Where where : Where.values()) {
			Set<String> sources = SEARCH.sources(where, secret);
			assertThat(!sources.isEmpty()).as("%s in %s of %s", secret, where, sources).isEqualTo(where.shows(secret));
		}
	}

	@ParameterizedTest
	@EnumSource
	void secretIsPlanted(Secret secret) {
		String base64 = Base64.getEncoder().encodeToString(secret.value().getBytes(StandardCharsets.UTF_8));
		assertThat(planted).containsAnyOf(secret.value(), base64);
	}

	@ParameterizedTest
	@EnumSource
	void placeIsSearched(Where where) {
		assertThat(SEARCH.searched(where)).isPositive();
	}

	@Test
	void secretIsFound() {
		SecretSearch search = new SecretSearch();
		TraceLog log = new TraceLog(search.new Appender());
		try (log) {
			LoggerFactory.getLogger("x").trace("{} and Y2FuYXJ5", Secret.STOP.value(), new IOException("canary-key"));
		}
		assertThat(search.toString()).contains("LOGS show STOP", "LOGS show KEY", "LOGS show ANSWER");
	}

	@Test
	void endpointsAreCalled() {
		assertThat(OPERATIONS).contains("beans.beans", "conditions.conditions", "configprops.configurationProperties",
				"env.environment", "health.health", "info.info", "loggers.loggers", "mappings.mappings",
				"metrics.metric", "ollama.ollama", "scheduledtasks.scheduledTasks", "startup.startupSnapshot",
				"threaddump.threadDump");
	}

	@Test
	void publicTypesWithStateAreAsked() {
		assertThat(PublicApi.types()
			.filter((type) -> !type.isEnum() && !type.isInterface())
			.filter((type) -> ObjectGraph.fields(type).findAny().isPresent())
			.filter((type) -> !SEARCH.hasSearched(type))).isEmpty();
	}

	@Test
	void documentHasTheTable() throws IOException {
		String table = "| Planted as | "
				+ Arrays.stream(Where.values()).map(Where::title).collect(Collectors.joining(" | ")) + " |\n|---"
				+ "|---".repeat(Where.values().length) + "|\n"
				+ Arrays.stream(Secret.values()).map(SecretsTests::row).collect(Collectors.joining());
		assertThat(PAGE).content().contains(table);
	}

	private static String row(Secret secret) {
		return "| " + secret.place() + " | "
				+ Arrays.stream(Where.values())
					.map((where) -> SEARCH.sources(where, secret).isEmpty() ? "no" : "yes")
					.collect(Collectors.joining(" | "))
				+ " |\n";
	}

	private static GenerateRequest.Builder request() {
		return GenerateRequest.builder()
			.prompt(Secret.PROMPT.value())
			.system(Secret.SYSTEM.value())
			.suffix(Secret.SUFFIX.value())
			.template(Secret.TEMPLATE.value())
			.image(Secret.IMAGE.value().getBytes(StandardCharsets.UTF_8))
			.format(ResponseFormat.schema(Map.of("type", "object", "description", Secret.SCHEMA.value())))
			.options((options) -> options.stop(Secret.STOP.value()).set("x", Secret.OPTION.value()))
			.logprobs(true)
			.think(Think.on());
	}

	private static void succeed(ConfigurableApplicationContext context, MockOllamaServer server) {
		GenerateTemplate template = context.getBean(GenerateTemplate.class);
		server.enqueue(MockAnswer.lines(ANSWER)).enqueue(MockAnswer.lines(ANSWER)).enqueue(MockAnswer.lines(ANSWER));
		SEARCH.search(template.generate(request().build()).block(TIMEOUT));
		template.stream(request().build()).doOnNext(SEARCH::search).blockLast(TIMEOUT);
		failing("text that is not JSON", StructuredOutputException.class,
				() -> template.prompt("p").call().entity(City.class));
		server.enqueue(MockAnswer.tokens("{\"name\":\"canary-answer\"}"))
			.enqueue(MockAnswer.tokens("{\"name\":1,", "\"canary-answer"))
			.enqueue(MockAnswer.tokens().thinking(Secret.THINKING.value()));
		SEARCH.search(template.prompt(Secret.PROMPT.value()).call().responseEntity(City.class));
		failing("elements", StructuredOutputException.class,
				() -> template.prompt(Secret.PROMPT.value()).stream().entities(City.class).blockLast(TIMEOUT));
		// warns
		template.prompt(Secret.PROMPT.value()).call().content();
		RecordedRequest request = server.takeRequest();
		SEARCH.search(request);
		planted = String.join("", ANSWER) + request.body() + request.header("Authorization") + request.header("X-Team")
				+ context.getEnvironment().getProperty("ollama.base-url")
				+ context.getEnvironment().getProperty("spring.ssl.bundle.jks.ollama.truststore.password");
	}

	private static void record(ConfigurableApplicationContext context, SecretsApplication.ConnectionDetails connection,
			MockOllamaServer server, Path folder) throws IOException {
		server.enqueue(MockAnswer.lines(ANSWER));
		try (MockOllamaServer recorder = MockOllamaServer.builder()
			.recordings(Recordings.record(folder, server.url()))
			.start()) {
			connection.template(context, recorder.url()).generate(request().build()).block(TIMEOUT);
			recorder.afterTest(null);
		}
		try (Stream<Path> files = Files.list(folder)) {
			for (Path file : files.toList()) {
				SEARCH.search(Where.RECORDINGS, file.getFileName().toString(), Files.readString(file));
			}
		}
	}

	private static void misuse(ConfigurableApplicationContext context) {
		GenerateTemplate template = context.getBean(GenerateTemplate.class);
		failing("empty prompt", InvalidRequestException.class,
				() -> template.prompt("").system(Secret.SYSTEM.value()).call().content());
		failing("raw with a system text", InvalidRequestException.class,
				() -> template.generate(request().raw(true).build()).block(TIMEOUT));
		failing("image", IllegalArgumentException.class, () -> request().image("canary-image!"));
		failing("schema", IllegalArgumentException.class, () -> ResponseFormat.schema("{\"canary-schema"));
		failing("base URL", InvalidBaseUrlException.class, () -> BaseUrl.parse("http://user:canary-password@:x"));
	}

	private static void fail(ConfigurableApplicationContext context, SecretsApplication.ConnectionDetails connection,
			Fault fault, SelfSignedServer untrusted) {
		WebClient.Builder webClient = WebClient.builder();
		try (FaultServers servers = new FaultServers(webClient, new ReactorClientHttpConnector(), untrusted)) {
			GenerateTemplate template = connection.template(context, fault.arrangement().apply(servers));
			GenerateRequest request = request().timeouts(fault.timeouts()).build();
			assertThat(search(fault.name(), () -> template.stream(request).blockLast(TIMEOUT))).as(fault.name())
				.satisfiesAnyOf((failure) -> assertThat(failure).isNull(),
						(failure) -> assertThat(failure).isInstanceOf(GenerateException.class));
		}
	}

	/** Search the exception of a call that fails. */
	private static void failing(String source, Class<? extends Exception> type, Runnable call) {
		assertThat(search(source, call)).as(source).isInstanceOf(type);
	}

	private static @Nullable Exception search(String source, Runnable call) {
		try {
			call.run();
			return null;
		}
		catch (RuntimeException ex) {
			SEARCH.search(source, ex);
			String serverText = (ex instanceof GenerateResponseException refused) ? refused.serverText()
					: (ex instanceof UnreadableResponseException unreadable) ? unreadable.serverText() : null;
			SEARCH.search(Where.EXCEPTIONS, source + ", text of the server", String.valueOf(serverText));
			return ex;
		}
	}

	private static void searchMeters(ConfigurableApplicationContext context) {
		context.getBean(MeterRegistry.class)
			.getMeters()
			.forEach((meter) -> SEARCH.search(Where.METERS, meter.getId().getName(),
					meter.getId() + " " + meter.getId().getDescription()));
		SEARCH.search(Where.METERS, "scrape", context.getBean(PrometheusMeterRegistry.class).scrape());
	}

	private static void searchEndpoints(ConfigurableApplicationContext context) {
		JsonMapper mapper = JsonMapper.builder().build();
		for (ExposableJmxEndpoint endpoint : context.getBean(JmxEndpointsSupplier.class).getEndpoints()) {
			for (JmxOperation operation : endpoint.getOperations()) {
				for (Map<String, Object> arguments : arguments(context, operation)) {
					String name = endpoint.getEndpointId() + "." + operation.getName();
					Object result = operation.invoke(new InvocationContext(SecurityContext.NONE, arguments));
					OPERATIONS.add(name);
					SEARCH.search(Where.ACTUATOR, name + arguments, mapper.writeValueAsString(result));
				}
			}
		}
	}

	private static List<Map<String, Object>> arguments(ConfigurableApplicationContext context, JmxOperation operation) {
		if (operation.getType() != OperationType.READ) {
			return List.of();
		}
		return switch (operation.getName()) {
			case "metric" -> context.getBean(MeterRegistry.class)
				.getMeters()
				.stream()
				.map((meter) -> Map.<String, Object>of("requiredMetricName", meter.getId().getName()))
				.distinct()
				.toList();
			case "environmentEntry" -> Stream.of("ollama.api-key", "ollama.base-url", "ollama.generate.system")
				.map((property) -> Map.<String, Object>of("toMatch", property))
				.toList();
			case "healthForPath" -> List.of(Map.of("path", new String[] { "ollama" }));
			case "configurationPropertiesWithPrefix" -> List.of(Map.of("prefix", "ollama"));
			case "loggerLevels" -> List.of(Map.of("name", "ROOT"));
			// of neither there is one
			case "cache", "sbom" -> List.of();
			default -> List.of(Map.of());
		};
	}

	private static void searchStrings(ConfigurableApplicationContext context, MockOllamaServer server) {
		Stream.of(context.getBeanDefinitionNames()).map(context::getBean).forEach(SEARCH::search);
		GenerateOperations.PromptSpec prompt = context.getBean(GenerateTemplate.class)
			.prompt(Secret.PROMPT.value())
			.system(Secret.SYSTEM.value());
		Stream.of(request(), request().build(), prompt, prompt.call(), prompt.mono(), prompt.stream(), server,
				MockOllamaServer.builder(), new MockOllamaExtension(),
				MockAnswer.tokens(Secret.ANSWER.value()).thinking(Secret.THINKING.value()),
				MockAnswer.lines(Secret.ANSWER.value()), MockFault.cutAfterTokens(1),
				Recordings.replay(Path.of("recordings")), TextTemplate.of(Secret.PROMPT.value() + " {x}"),
				KeepAlive.of("5m"), ModelOptions.builder(), BaseUrl.parse(SecretsApplication.withUser(server.url())),
				Think.of("low"), StubGenerateOperations.withText((request) -> Secret.ANSWER.value()),
				GenerateResponse.builder(),
				new GenerateResponseException.Reply(401, null, null, "https://ollama.com/connect?key=canary-key"),
				new GenerateRejectedException("rejected", "m", null), context.getBean(OllamaEndpoint.class).ollama(),
				new OllamaEndpoint.RequestsDescriptor(1, 0, null), new ModelPull("m", "pulling", 2, 1))
			.forEach(SEARCH::search);
		request().timeouts((timeouts) -> SEARCH.search(timeouts.idle(TIMEOUT)));
		context.getBean(GenerateTemplate.class).load("gemma3");
		OllamaServerClient client = context.getBean(OllamaServerClient.class);
		SEARCH.search(client.installedModels().block(TIMEOUT));
		SEARCH.search(client.loadedModels().block(TIMEOUT));
		failing("pull", GenerateResponseException.class,
				() -> client.pull("m").doOnNext(SEARCH::search).blockLast(TIMEOUT));
	}

	record City(String name) {

	}

}
