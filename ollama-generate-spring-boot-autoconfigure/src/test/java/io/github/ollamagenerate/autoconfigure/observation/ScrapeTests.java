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

package io.github.ollamagenerate.autoconfigure.observation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateRejectedException;
import io.github.ollamagenerate.autoconfigure.OllamaContextRunner;
import io.github.ollamagenerate.observation.DefaultGenerateObservationConvention;
import io.github.ollamagenerate.observation.GenerateObservationConvention;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.Disposable;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the meters as Prometheus scrapes them.
 */
@ExtendWith({ MockOllamaExtension.class, OutputCaptureExtension.class })
class ScrapeTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String TOKEN = "{\"model\":\"m\",\"response\":\"a\",\"done\":false}\n";

	private static final String END = """
			{"model":"m","response":"","done":true,"done_reason":"stop","total_duration":5,"prompt_eval_count":15,\
			"eval_count":12,"eval_duration":500000000}
			""";

	private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private MockOllamaServer server;

	private ApplicationContextRunner runner;

	@BeforeEach
	void start(MockOllamaServer server) {
		this.server = server;
		this.runner = OllamaContextRunner.withMeters()
			.withBean(PrometheusMeterRegistry.class, () -> this.meters)
			.withPropertyValues("ollama.base-url=" + server.url(), "ollama.generate.model=m");
	}

	@Test
	@DisplayName("R1, R2: success, error, cancel and load have the same tags, and none is a total of others")
	void eachWayToEndIsScraped() {
		this.runner.run((context) -> {
			GenerateOperations ollama = context.getBean(GenerateOperations.class);
			this.server.enqueue(MockAnswer.lines(TOKEN.strip(), END.strip()));
			ollama.prompt("p").call().content();
			this.server.enqueue(MockAnswer.json(500, "{\"error\":\"broken\"}"));
			assertThatExceptionOfType(GenerateException.class).isThrownBy(() -> ollama.prompt("p").call().content());
			this.server.enqueue(MockAnswer.tokens("a").thenStall());
			ollama.prompt("p").stream().content().blockFirst(TIMEOUT);
			ollama.load("gemma3");
			assertThat(this.meters.scrape()).contains(operation("none", "stop", "SUCCESS", "m", "true"))
				.contains(operation("500", "none", "ERROR", "m", "true"))
				.contains(operation("none", "none", "CANCELLED", "m", "true"))
				.contains(operation("none", "load", "SUCCESS", "gemma3", "false"));
			Set<String> values = this.meters.getMeters()
				.stream()
				.flatMap((meter) -> meter.getId().getTags().stream())
				.map(Tag::getValue)
				.collect(Collectors.toSet());
			assertThat(values).doesNotContain("total");
		});
	}

	private String operation(String errorType, String doneReason, String outcome, String model, String stream) {
		return "_operation_seconds_count{error=\"" + (errorType.equals("500") ? "GenerateResponseException" : "none")
				+ "\",error_type=\"" + errorType + "\",gen_ai_request_model=\"" + model + "\",gen_ai_request_stream=\""
				+ stream + "\",ollama_done_reason=\"" + doneReason + "\",ollama_operation=\""
				+ (doneReason.equals("load") ? "load" : "generate") + "\",outcome=\"" + outcome
				+ "\",server_address=\"127.0.0.1\",server_port=\"" + this.server.port() + "\"} 1";
	}

	@Test
	void rejectionIsCountedOnce() {
		this.runner
			.withPropertyValues("ollama.max-connections=1", "ollama.pending-acquire-max-count=-1",
					"ollama.pending-acquire-timeout=100ms")
			.run((context) -> {
				GenerateOperations ollama = context.getBean(GenerateOperations.class);
				this.server.enqueue(MockAnswer.stall());
				Disposable busy = ollama.prompt("p").mono().content().subscribe();
				this.server.takeRequest();
				assertThatExceptionOfType(GenerateRejectedException.class)
					.isThrownBy(() -> ollama.prompt("p").call().content());
				assertThat(this.meters.get("ollama.client.generate.operation").tag("outcome", "ERROR").timer())
					.satisfies((timer) -> {
						assertThat(timer.count()).isOne();
						assertThat(timer.getId().getTag("outcome")).isEqualTo("ERROR");
						assertThat(timer.getId().getTag("error.type")).isEqualTo("rejected");
					});
				busy.dispose();
			});
	}

	@Test
	void firstAnswerOfTheConfiguredModelMakesNoNewSeries() {
		this.runner.run((context) -> {
			Set<String> before = series();
			assertThat(before).isNotEmpty();
			this.server.enqueue(MockAnswer.lines(TOKEN.strip(), END.strip()));
			context.getBean(GenerateOperations.class).prompt("p").call().content();
			assertThat(series()).isEqualTo(before);
		});
		this.meters.clear();
		this.runner.withBean(GenerateObservationConvention.class, DefaultGenerateObservationConvention::new)
			.run((context) -> assertThat(series()).isEmpty());
		this.runner.withPropertyValues("ollama.generate.model=").run((context) -> assertThat(series()).isEmpty());
	}

	private Set<String> series() {
		return this.meters.scrape()
			.lines()
			.filter((line) -> line.startsWith("ollama_client_generate_"))
			.map((line) -> line.substring(0, line.lastIndexOf(' ')))
			.collect(Collectors.toSet());
	}

	@Test
	void requestsThatWaitForAConnectionAreVisibleFromTheStart() {
		this.runner.withPropertyValues("ollama.max-connections=1").run((context) -> {
			assertThat(this.meters.scrape()).contains(connections("active", 0))
				.contains(connections("pending", 0))
				.contains(connections("max", 1));
			GenerateOperations ollama = context.getBean(GenerateOperations.class);
			this.server.enqueue(MockAnswer.stall());
			Disposable busy = ollama.prompt("p").mono().content().subscribe();
			this.server.takeRequest();
			Disposable first = ollama.prompt("p").mono().content().subscribe();
			Disposable second = ollama.prompt("p").mono().content().subscribe();
			Awaitility.await()
				.atMost(TIMEOUT)
				.untilAsserted(() -> assertThat(this.meters.scrape()).contains(connections("active", 1))
					.contains(connections("pending", 2)));
			first.dispose();
			second.dispose();
			busy.dispose();
			Awaitility.await()
				.atMost(TIMEOUT)
				.untilAsserted(() -> assertThat(this.meters.scrape()).contains(connections("active", 0))
					.contains(connections("pending", 0)));
		});
	}

	@Test
	void noLimitHasNoMaximum() {
		this.runner.run((context) -> assertThat(this.meters.scrape()).contains(connections("active", 0))
			.doesNotContain("ollama_client_connections_max"));
	}

	private String connections(String name, int value) {
		return "ollama_client_connections_" + name + "{server_address=\"127.0.0.1\",server_port=\"" + this.server.port()
				+ "\"} " + value + ".0\n";
	}

	@Test
	@DisplayName("R8: an end that is cut into packets has its metrics, and stream is always sent")
	void endThatIsCutHasItsMetrics() {
		this.runner.run((context) -> {
			byte[] bytes = (TOKEN + END.strip()).getBytes(StandardCharsets.UTF_8);
			byte[][] packets = new byte[bytes.length][];
			for (int i = 0; i < bytes.length; i++) {
				packets[i] = new byte[] { bytes[i] };
			}
			this.server.enqueue(MockAnswer.bytes(packets));
			context.getBean(GenerateOperations.class).prompt("p").stream().content().blockLast(TIMEOUT);
			assertThat(this.server.takeRequest().json().has("stream")).isTrue();
			assertThat(this.meters.get("ollama.client.generate.eval.tokens").summary().totalAmount()).isEqualTo(12);
		});
	}

	@Test
	@DisplayName("R9: an answer that was cut is told from one that ended")
	void doneReasonsAreToldApart() {
		this.runner.run((context) -> {
			for (String reason : List.of("stop", "length", "something-new")) {
				this.server.enqueue(MockAnswer.tokens("a").doneReason(reason));
				context.getBean(GenerateOperations.class).prompt("p").call().content();
			}
			assertThat(this.meters.get("ollama.client.generate.operation").timers())
				.extracting((timer) -> timer.getId().getTag("ollama.done.reason"))
				.containsExactlyInAnyOrder("stop", "length", "other");
		});
	}

	@Test
	@DisplayName("R14: a registry that throws")
	void registryThatThrowsDoesNotCostTheAnswer(CapturedOutput output) {
		this.meters.config().meterFilter(new MeterFilter() {

			@Override
			public Meter.Id map(Meter.Id id) {
				if (id.getName().startsWith("ollama.client.generate.")) {
					throw new IllegalStateException("broken registry");
				}
				return id;
			}

		});
		this.runner.withPropertyValues("ollama.metrics.gen-ai=v0_1").run((context) -> {
			this.server.enqueue(MockAnswer.lines(TOKEN.strip(), END.strip()));
			assertThat(context.getBean(GenerateOperations.class).prompt("p").stream().content().blockLast(TIMEOUT))
				.isEqualTo("a");
		});
		assertThat(output).containsOnlyOnce("Observation of a generation failed; the answer is not affected")
			.containsOnlyOnce("Meters of a generation could not be recorded; the answer is not affected");
	}

}
