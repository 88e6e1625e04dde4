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

package io.github.ollamagenerate.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoublePredicate;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each query of the Grafana dashboard, over a real Prometheus that scrapes the sample.
 */
class DashboardTests {

	private static final Path FOLDER = Path.of("observability");

	private static final String TOKEN = "{\"model\":\"m\",\"response\":\"a\",\"done\":false}";

	// 24 tokens a second, 15 tokens of prompt of which 5 are cached, 3 s of 4 for the
	// load
	private static final String END = """
			{"model":"m","response":"","done":true,"done_reason":"stop","total_duration":4000000000,\
			"load_duration":3000000000,"prompt_eval_count":15,"prompt_eval_cached_count":5,\
			"prompt_eval_duration":200000000,"eval_count":12,"eval_duration":500000000}""";

	// of each panel, by the letter of its query
	private static final Map<String, DoublePredicate> EXPECTED = Map.ofEntries(
			Map.entry("Requests A", (value) -> value > 0), Map.entry("Error ratio A", near(0.2)),
			Map.entry("Errors by type A", (value) -> value > 0),
			Map.entry("Latency A", (value) -> value > 0 && value < 10),
			Map.entry("Latency B", (value) -> value > 0 && value < 10),
			Map.entry("Latency C", (value) -> value > 0 && value < 10),
			Map.entry("Time to first chunk A", (value) -> value > 0 && value < 10),
			Map.entry("Time to first chunk B", (value) -> value > 0 && value < 10),
			Map.entry("Speed of generation A", near(24)),
			Map.entry("Speed of reading the prompt, cached tokens left out A", near(50)),
			Map.entry("Tokens in and out A", (value) -> value > 0),
			Map.entry("Tokens in and out B", (value) -> value > 0),
			Map.entry("Share of the prompt from the cache A", near(1 / 3.0)),
			Map.entry("Where the time goes, mean of a request A", near(3)),
			Map.entry("Where the time goes, mean of a request B", near(0.2)),
			Map.entry("Where the time goes, mean of a request C", near(0.5)),
			Map.entry("Where the time goes, mean of a request D", near(0.3)),
			Map.entry("Time beside the server, mean of a request A", (value) -> value > -4 && value < -3),
			Map.entry("Requests that waited more than 1.28 s for the model A", near(1)),
			Map.entry("In flight A", (value) -> value >= 1), Map.entry("Oldest in flight A", (value) -> value > 0),
			Map.entry("Answers cut by num_predict A", near(1 / 3.0)),
			Map.entry("Length of answers A", (value) -> value > 0 && value <= 16),
			Map.entry("Retries A", (value) -> value > 0));

	private static DoublePredicate near(double expected) {
		return (value) -> Math.abs(value - expected) <= expected * 0.25;
	}

	@Test
	void rulesDoWhatTheirTestsSay() throws IOException, InterruptedException {
		PrometheusServer.require("promtool");
		for (String[] command : new String[][] { { "promtool", "check", "config", "prometheus.yml" },
				{ "promtool", "check", "config", "prometheus-compose.yml" },
				{ "promtool", "check", "rules", "rules.yml" }, { "promtool", "test", "rules", "rules-test.yml" } }) {
			Process process = new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes());
			assertThat(process.waitFor()).as(output).isZero();
		}
	}

	@Test
	void eachQueryGivesWhatIsExpected(@TempDir Path folder) throws IOException {
		PrometheusServer.require("prometheus");
		Map<String, String> queries = queries();
		assertThat(queries.keySet()).isEqualTo(new TreeMap<>(EXPECTED).keySet());
		try (MockOllamaServer ollama = MockOllamaServer.start();
				ConfigurableApplicationContext sample = SpringApplication.run(SampleApplication.class,
						"--server.port=0", "--ollama.base-url=" + ollama.url(), "--ollama.generate.model=m",
						"--ollama.generate.retry.delay=1ms");
				PrometheusServer prometheus = PrometheusServer.start(folder,
						sample.getEnvironment().getRequiredProperty("local.server.port", Integer.class),
						FOLDER.resolve("rules.yml"))) {
			GenerateTemplate template = sample.getBean(GenerateTemplate.class);
			ollama.enqueue(MockAnswer.stall());
			Disposable inFlight = template.prompt("p").mono().content().subscribe();
			ollama.takeRequest();
			ScheduledExecutorService driver = Executors.newSingleThreadScheduledExecutor();
			driver.scheduleWithFixedDelay(() -> drive(ollama, template), 0, 100, TimeUnit.MILLISECONDS);
			try {
				Awaitility.await().atMost(Duration.ofSeconds(50)).untilAsserted(() -> {
					for (Map.Entry<String, String> query : queries.entrySet()) {
						assertThat(prometheus.query(query.getValue())).as(query.getKey())
							.isNotEmpty()
							.allSatisfy((point) -> assertThat(point.getValue())
								.matches((value) -> EXPECTED.get(query.getKey()).test(value), "is as expected"));
					}
					assertThat(prometheus.query("ollama:load_time_share:rate5m")).isNotEmpty();
				});
			}
			finally {
				driver.shutdownNow();
				inFlight.dispose();
			}
		}
	}

	// of five requests three succeed, one of them cut; one fails and one is cancelled
	private static void drive(MockOllamaServer ollama, GenerateTemplate template) {
		ollama.enqueue(MockAnswer.json(503, "{\"error\":\"busy\"}")).enqueue(MockAnswer.lines(TOKEN, END));
		template.prompt("p").call().content();
		ollama.enqueue(MockAnswer.lines(TOKEN, END).delay(Duration.ofMillis(50)));
		template.prompt("p").call().content();
		ollama.enqueue(MockAnswer.lines(TOKEN, END.replace("stop", "length")));
		template.prompt("p").call().content();
		ollama.enqueue(MockAnswer.json(500, "{\"error\":\"broken\"}"));
		try {
			template.prompt("p").call().content();
			throw new IllegalStateException("No failure");
		}
		catch (GenerateException ex) {
			// one of five
		}
		ollama.enqueue(MockAnswer.tokens("a").thenStall());
		template.prompt("p").stream().content().blockFirst();
	}

	private static Map<String, String> queries() throws IOException {
		JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(FOLDER.resolve("dashboard.json")));
		Map<String, String> queries = new TreeMap<>();
		for (JsonNode panel : dashboard.path("panels")) {
			for (JsonNode target : panel.path("targets")) {
				queries.put(panel.path("title").asString() + " " + target.path("refId").asString(),
						target.path("expr")
							.asString()
							.replace("$application", "ollama-generate-sample")
							.replace("$model", ".*")
							.replace("$__rate_interval", "5s"));
			}
		}
		return queries;
	}

}
