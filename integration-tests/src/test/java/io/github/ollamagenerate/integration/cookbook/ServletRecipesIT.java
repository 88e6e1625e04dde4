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

package io.github.ollamagenerate.integration.cookbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.integration.cookbook.CostHandler.Price;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RecordedRequest;
import io.github.ollamagenerate.test.autoconfigure.AutoConfigureMockOllama;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests the recipes of the cookbook in a servlet application.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "ollama.generate.model=gemma3", "management.endpoint.health.show-details=always",
				"spring.cache.type=simple", "spring.ai.model.chat=none", "spring.ai.model.embedding=none" })
@AutoConfigureMockOllama
class ServletRecipesIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final MockOllamaServer CODER = MockOllamaServer.builder().models("qwen2.5-coder").start();

	@TempDir
	static Path folder;

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private MockOllamaServer server;

	@Autowired
	private MeterRegistry meters;

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) {
		registry.add("coder.base-url", CODER::url);
		registry.add("weather.key-file", () -> writeKey("first").toString());
	}

	@AfterAll
	static void stop() {
		CODER.close();
	}

	@Test
	void eventsHaveATypeAndKeepSpaces() throws Exception {
		this.server.enqueue(MockAnswer.tokens("Light", " scatters"));
		assertThat(send(get("/events?prompt=p")).body()).isEqualTo("""
				event:text
				data:{"type":"text","text":"Light"}

				event:text
				data:{"type":"text","text":" scatters"}

				event:end
				data:{"type":"end","text":""}

				""");
	}

	@Test
	void brokenAnswerEndsWithAFailure() throws Exception {
		this.server.enqueue(MockAnswer.tokens("Light").thenCut()).enqueue(MockAnswer.tokens("Light").thenCut());
		assertThat(send(get("/events?prompt=p")).body()).contains("event:text").contains("event:failure");
		assertThat(send(post("/lines", "p")).body().lines()).containsExactly("{\"type\":\"text\",\"text\":\"Light\"}",
				"{\"type\":\"failure\",\"text\":\"\"}");
	}

	@Test
	void linesAreJson() throws Exception {
		this.server.enqueue(MockAnswer.tokens("Light", " scatters"));
		HttpResponse<String> response = send(post("/lines", "p"));
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
		assertThat(response.body().lines()).containsExactly("{\"type\":\"text\",\"text\":\"Light\"}",
				"{\"type\":\"text\",\"text\":\" scatters\"}", "{\"type\":\"end\",\"text\":\"\"}");
	}

	@Test
	void stopEndsTheAnswerAndTheGeneration() throws Exception {
		this.server.enqueue(MockAnswer.tokens("Light").thenStall());
		Iterator<String> lines = this.http.send(post("/answers/7", "p"), BodyHandlers.ofLines()).body().iterator();
		assertThat(lines.next()).contains("Light");
		assertThat(send(request("/answers/7").DELETE().build()).statusCode()).isEqualTo(200);
		assertThat(lines.hasNext()).isFalse();
		assertThat(this.server.takeRequest().awaitConnectionClosed(TIMEOUT)).isTrue();
		assertThat(send(request("/answers/7").DELETE().build()).statusCode()).isEqualTo(200);
	}

	@Test
	@RequiresChromium
	void browserReadsEventsAndLinesAndStops(@Autowired BrowserResults results, @TempDir Path profile) throws Exception {
		this.server
			.enqueue((request) -> assertThat(request).hasPrompt("events"), MockAnswer.tokens("Light", " scatters"))
			.enqueue((request) -> assertThat(request).hasPrompt("broken"), MockAnswer.tokens("cut").thenCut())
			.enqueue((request) -> assertThat(request).hasPrompt("lines"), MockAnswer.tokens("\u00fcber"))
			.enqueue((request) -> assertThat(request).hasPrompt("stopped"), MockAnswer.tokens("one").thenStall());
		Process browser = RequiresChromium.Browser.open("http://localhost:" + this.port + "/cookbook/index.html",
				profile);
		try {
			assertThat(results.take())
				.isEqualTo("Light| scatters|cut|The answer is not complete|text:\u00fcber|end:|one");
			List<RecordedRequest> requests = Stream.generate(this.server::takeRequest).limit(4).toList();
			// sent on separate connections: the result may arrive before the stop
			assertThat(requests.get(3).awaitConnectionClosed(TIMEOUT)).isTrue();
		}
		finally {
			RequiresChromium.Browser.close(browser);
		}
		assertThat(this.server.requestCount()).isEqualTo(4);
	}

	@Test
	void promptOfAFileKeepsItsBraces(@Autowired WeatherPrompt prompt) {
		assertThat(prompt.text("Paris", 3)).isEqualTo("""
				Describe the weather in Paris for the next 3 days.
				Answer as JSON: {"city": "Paris", "days": [{"text": "...", "celsius": 20}]}
				""");
	}

	@Test
	void completeAnswersAreCached(@Autowired CachedAnswers answers) {
		this.server.enqueue(MockAnswer.tokens("Li").doneReason("length")).enqueue(MockAnswer.tokens("Light"));
		assertThat(answers.answer("gemma3", "Why?").response()).isEqualTo("Li");
		assertThat(answers.answer("gemma3", "Why?").response()).isEqualTo("Light");
		assertThat(answers.answer("gemma3", "Why?").response()).isEqualTo("Light");
		assertThat(this.server.requestCount()).isEqualTo(2);
		assertThat(this.server.takeRequest()).hasOption("seed", 42).hasOption("temperature", 0);
	}

	@Test
	void eachMeterAndSpanHasTheTenant(@Autowired StartedObservations observations) throws Exception {
		observations.tags.clear();
		this.meters.getMeters().stream().filter(ServletRecipesIT::isOfGenerations).forEach(this.meters::remove);
		send(request("/lines").header("X-Tenant", "blue").POST(BodyPublishers.ofString("p")).build());
		assertThat(this.meters.getMeters().stream().filter(ServletRecipesIT::isOfGenerations)).hasSizeGreaterThan(10)
			.allSatisfy((meter) -> assertThat(meter.getId().getTag("tenant")).isEqualTo("blue"));
		send(request("/lines").header("X-Tenant", "whoever").POST(BodyPublishers.ofString("p")).build());
		assertThat(observations.tags).extracting((tags) -> tags.get("tenant")).containsExactly("blue", "other");
	}

	private static boolean isOfGenerations(Meter meter) {
		return meter.getId().getName().startsWith("ollama.client.generate.");
	}

	@Test
	void costIsThatOfTheTokens(@Autowired GenerateOperations ollama) {
		double before = cost();
		GenerateResponse answer = ollama.prompt("Why is the sky blue?").call().response();
		double dollars = (answer.metrics().promptEvalCount() * 0.05 + answer.metrics().evalCount() * 0.2) / 1e6;
		assertThat(cost() - before).isCloseTo(dollars, Offset.offset(1e-12));
		assertThat(dollars).isPositive();
	}

	private double cost() {
		return this.meters.counter("weather.cost", "model", "gemma3").count();
	}

	@Test
	void keyOfTheFileIsSent(@Autowired RotatedKey key, @Autowired GenerateOperations ollama) throws IOException {
		key.read();
		ollama.prompt("p").call().content();
		assertThat(this.server.takeRequest()).hasHeader("Authorization", "Bearer first");
		writeKey("second");
		key.read();
		ollama.prompt("p").call().content();
		assertThat(this.server.takeRequest()).hasHeader("Authorization", "Bearer second");
	}

	private static Path writeKey(String key) {
		try {
			return Files.writeString(folder.resolve("key"), key + "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void invalidAnswerIsAskedForOnceMore(@Autowired ValidAnswers answers) {
		MockAnswer invalid = MockAnswer.tokens("{\"name\":\"Paris\",\"population\":-1}");
		this.server.enqueue(invalid).enqueue(MockAnswer.tokens("{\"name\":\"Paris\",\"population\":2100000}"));
		assertThat(answers.ask("Describe Paris.", City.class)).isEqualTo(new City("Paris", 2100000));
		assertThat(this.server.takeRequest()).hasPrompt("Describe Paris.");
		assertThat(this.server.takeRequest()).hasPrompt("""
				Describe Paris.

				Avoid the mistakes of an earlier answer:
				- population must be greater than 0""");
		this.server.enqueue(invalid).enqueue(invalid);
		assertThatExceptionOfType(ConstraintViolationException.class)
			.isThrownBy(() -> answers.ask("Describe Paris.", City.class));
	}

	@Test
	void pictureOfAnUploadIsSent() throws Exception {
		this.server.enqueue(MockAnswer.tokens("A cat"));
		assertThat(send(Upload.of("/pictures", this.port, new byte[] { 1, 2, 3 })).body()).isEqualTo("A cat");
		assertThat(this.server.takeRequest().images()).containsExactly(new byte[] { 1, 2, 3 });
	}

	@Test
	void eachServerHasItsHealth() throws Exception {
		assertThat(send(get("/actuator/health")).body()).contains("\"ollama\":{\"details\":{")
			.containsPattern("\"coder\":\\{\"details\":\\{[^}]*\"model\":\"qwen2.5-coder\",\"modelPresent\":true");
		assertThat(send(get("/actuator/health/coder")).statusCode()).isEqualTo(200);
	}

	private HttpRequest get(String path) {
		return request(path).build();
	}

	private HttpRequest post(String path, String body) {
		return request(path).header("Content-Type", "text/plain").POST(BodyPublishers.ofString(body)).build();
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).timeout(TIMEOUT);
	}

	private HttpResponse<String> send(HttpRequest request) throws Exception {
		return this.http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
	}

	record City(@Size(min = 2) String name, @Positive int population) {
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching
	@EnableScheduling
	@Import({ EventController.class, LineController.class, StopController.class, BrowserResults.class,
			WeatherPrompt.class, CachedAnswers.class, TenantConfiguration.class, RotatedKey.class, ValidAnswers.class,
			PictureController.class, ServersConfiguration.class })
	static class Application {

		@Bean
		CostHandler costHandler(MeterRegistry meters) {
			return new CostHandler(meters, Map.of("gemma3", new Price(0.05, 0.2)));
		}

		@Bean
		StartedObservations startedObservations() {
			return new StartedObservations();
		}

	}

}
