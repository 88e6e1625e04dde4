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

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.autoconfigure.OllamaContextRunner;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.observation.DefaultGenerateObservationConvention;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.Configurations;
import org.springframework.boot.context.annotation.UserConfigurations;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OllamaGenerateMetricsAutoConfiguration} in an application with all
 * auto-configurations that it builds on, since their order is part of what is tested.
 */
class OllamaGenerateMetricsAutoConfigurationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String PREFIX = "ollama.client.generate.";

	private static final String[] SERVER_METERS = { "total.duration", "load.duration", "prompt.eval.duration",
			"eval.duration", "prompt.eval.tokens", "eval.tokens" };

	private static final String[] ALL_METERS = { "total.duration", "load.duration", "prompt.eval.duration",
			"eval.duration", "prompt.eval.tokens", "eval.tokens", "time.to.first.chunk", "time.per.output.token",
			"tokens.per.second" };

	private static final String TOKEN = "{\"model\":\"m\",\"response\":\"a\",\"done\":false}";

	private static final String END = """
			{"model":"m","response":"","done":true,"done_reason":"stop","total_duration":1234567890,\
			"load_duration":100000000,"prompt_eval_count":15,"prompt_eval_duration":200000000,"eval_count":12,\
			"eval_duration":500000000}""";

	private static final Class<?>[] APPLICATION = Configurations.getClasses(UserConfigurations.of(Application.class),
			AutoConfigurations.of(OllamaContextRunner.all()));

	private MockOllamaServer server;

	private ConfigurableApplicationContext context;

	private MeterRegistry meters;

	private GenerateTemplate ollama;

	@BeforeEach
	void start() {
		this.server = MockOllamaServer.start();
		this.context = SpringApplication.run(APPLICATION,
				new String[] { "--ollama.generate.model=m", "--ollama.base-url=" + this.server.url() });
		this.meters = this.context.getBean(MeterRegistry.class);
		this.ollama = this.context.getBean(GenerateTemplate.class);
	}

	@AfterEach
	void stop() {
		this.context.close();
		this.server.close();
	}

	@Test
	void oneCallGivesEachMeterWithTheSameTags() {
		this.server.enqueue(MockAnswer.lines(TOKEN, END));
		this.ollama.prompt("p").call().content();
		assertThat(timer("operation").count()).isOne();
		assertThat(this.meters.get(PREFIX + "total.duration").timer().totalTime(TimeUnit.NANOSECONDS))
			.isEqualTo(1234567890);
		assertThat(this.meters.get(PREFIX + "load.duration").timer().totalTime(TimeUnit.MILLISECONDS)).isEqualTo(100);
		assertThat(this.meters.get(PREFIX + "prompt.eval.duration").timer().totalTime(TimeUnit.MILLISECONDS))
			.isEqualTo(200);
		assertThat(this.meters.get(PREFIX + "eval.duration").timer().totalTime(TimeUnit.MILLISECONDS)).isEqualTo(500);
		assertThat(this.meters.get(PREFIX + "prompt.eval.tokens").summary().totalAmount()).isEqualTo(15);
		assertThat(this.meters.get(PREFIX + "eval.tokens").summary().totalAmount()).isEqualTo(12);
		assertThat(this.meters.get(PREFIX + "eval.tokens").meter().getId().getBaseUnit()).isEqualTo("tokens");
		for (String name : ALL_METERS) {
			assertThat(this.meters.get(PREFIX + name).meter().getId().getTags()).as(name)
				.containsExactlyInAnyOrder(Tag.of("gen_ai.request.model", "m"), Tag.of("gen_ai.request.stream", "true"),
						Tag.of("outcome", "SUCCESS"), Tag.of("error.type", "none"),
						Tag.of("ollama.done.reason", "stop"), Tag.of("ollama.operation", "generate"),
						Tag.of("server.address", "127.0.0.1"),
						Tag.of("server.port", String.valueOf(this.server.port())));
		}
	}

	@Test
	@DisplayName("R3: usage is not lost in streams")
	void streamAndSingleAndAggregatedCallsMeasureAlike() {
		String[] lines = { TOKEN, END };
		this.server.enqueue(MockAnswer.lines(lines))
			.enqueue(MockAnswer.lines(lines))
			.enqueue(MockAnswer.json(200, END));
		this.ollama.prompt("p").call().content();
		this.ollama.prompt("p").stream().content().blockLast(TIMEOUT);
		this.context.getBean(GenerateTemplate.Builder.class).aggregate(false).build().prompt("p").call().content();
		assertThat(this.meters.get(PREFIX + "eval.tokens").tag("gen_ai.request.stream", "true").summary())
			.satisfies((summary) -> {
				assertThat(summary.count()).isEqualTo(2);
				assertThat(summary.totalAmount()).isEqualTo(24);
			});
		assertThat(
				this.meters.get(PREFIX + "eval.tokens").tag("gen_ai.request.stream", "false").summary().totalAmount())
			.isEqualTo(12);
	}

	@ParameterizedTest
	@DisplayName("R4: a missing count is no zero")
	@ValueSource(strings = { "total_duration", "load_duration", "prompt_eval_count", "prompt_eval_duration",
			"eval_count", "eval_duration" })
	void absentValueIsNotRecordedAndTheOthersAre(String absent) {
		String line = END.replaceAll(",\"" + absent + "\":\\d+", "");
		assertThat(line).isNotEqualTo(END);
		this.server.enqueue(MockAnswer.lines(line));
		this.ollama.prompt("p").call().content();
		Set<String> expected = new TreeSet<>(List.of(SERVER_METERS));
		if (!absent.startsWith("eval_")) {
			expected.addAll(List.of("time.per.output.token", "tokens.per.second"));
		}
		expected.remove(absent.replace("count", "tokens").replace('_', '.'));
		assertThat(recorded()).isEqualTo(expected);
	}

	@Test
	void errorIsCountedOnceAndMeasuresNothing() {
		assertThatExceptionOfType(GenerateException.class).isThrownBy(() -> this.ollama.prompt("p").call().content());
		assertOnly("ERROR", "404");
		assertThat(recorded()).isEmpty();
	}

	@Test
	void errorLineIsAnError() {
		this.server.enqueue(MockAnswer.lines(TOKEN, "{\"error\":\"x\"}"));
		assertThatExceptionOfType(GenerateException.class)
			.isThrownBy(() -> this.ollama.prompt("p").stream().content().blockLast(TIMEOUT));
		assertOnly("ERROR", "stream_error");
	}

	@Test
	void earlyEndIsTruncated() {
		this.server.enqueue(MockAnswer.lines(TOKEN));
		assertThatExceptionOfType(GenerateException.class).isThrownBy(() -> this.ollama.prompt("p").call().content());
		assertOnly("ERROR", "truncated");
	}

	@Test
	void lineThatIsNoJsonIsDecode() {
		this.server.enqueue(MockAnswer.lines("upstream connect error"));
		assertThatExceptionOfType(GenerateException.class).isThrownBy(() -> this.ollama.prompt("p").call().content());
		assertOnly("ERROR", "decode");
	}

	@Test
	void refusedConnectionIsConnect() {
		this.server.close();
		assertThatExceptionOfType(GenerateException.class).isThrownBy(() -> this.ollama.prompt("p").call().content());
		assertOnly("ERROR", "connect");
	}

	@Test
	void cancelIsCountedAsCancelled() {
		this.server.enqueue(MockAnswer.tokens("a").thenStall());
		this.ollama.prompt("p").stream().content().take(1).blockLast(TIMEOUT);
		assertOnly("CANCELLED", "none");
		assertThat(recorded()).containsExactly("time.to.first.chunk");
	}

	@Test
	void cancelAfterTheEndIsASuccess() {
		this.server.enqueue(MockAnswer.lines(TOKEN, END).thenStall());
		this.ollama.prompt("p").stream().responses().takeUntil((chunk) -> chunk.done()).blockLast(TIMEOUT);
		assertOnly("SUCCESS", "none");
		assertThat(recorded()).containsExactlyInAnyOrder(ALL_METERS);
	}

	@Test
	void eachSubscriptionIsCountedAndInvalidRequestsAreNot() {
		String line = END;
		this.server.enqueue(MockAnswer.lines(line)).enqueue(MockAnswer.lines(line));
		Mono<String> answer = this.ollama.prompt("p").mono().content();
		answer.block(TIMEOUT);
		answer.block(TIMEOUT);
		assertThatExceptionOfType(GenerateException.class).isThrownBy(() -> this.ollama.prompt("").call().content());
		assertThat(timer("operation").count()).isEqualTo(2);
		assertThat(this.meters.get(PREFIX + "operation.active").longTaskTimer().activeTasks()).isZero();
	}

	@Test
	@DisplayName("R5: speed is not taken from wall time")
	void speedIsThatOfTheServer() {
		this.server.enqueue(MockAnswer.lines(TOKEN, END.replace("}", ",\"prompt_eval_cached_count\":5}")));
		this.ollama.prompt("p").call().content();
		assertThat(this.meters.get(PREFIX + "tokens.per.second").summary().totalAmount()).isEqualTo(24);
		assertThat(timer("time.per.output.token").totalTime(TimeUnit.NANOSECONDS)).isEqualTo(41666667);
		assertThat(this.meters.get(PREFIX + "prompt.cached.tokens").summary().totalAmount()).isEqualTo(5);
	}

	@ParameterizedTest
	@DisplayName("R5: no speed of nothing")
	@ValueSource(strings = { "\"eval_count\":0", "\"eval_count\":-1", "\"eval_duration\":0", "\"eval_duration\":-5" })
	void valueThatCannotBeGivesNoSpeed(String field) {
		String name = field.split(":")[0];
		this.server.enqueue(MockAnswer.lines(END.replaceAll(name + ":\\d+", field)));
		this.ollama.prompt("p").call().content();
		assertThat(recorded()).contains("total.duration").doesNotContain("tokens.per.second", "time.per.output.token");
	}

	@Test
	@DisplayName("R7: thinking counts as the first chunk, an empty chunk does not")
	void firstChunkIsTheFirstOneWithTextAndThinkingIsText() {
		this.server.enqueue(MockAnswer
			.lines("{\"model\":\"m\",\"response\":\"\",\"done\":false}",
					"{\"model\":\"m\",\"response\":\"\",\"thinking\":\"hm\",\"done\":false}", TOKEN, END)
			.pause(Duration.ofMillis(50)));
		AtomicLong thought = new AtomicLong();
		long start = System.nanoTime();
		this.ollama.prompt("p")
			.stream()
			.responses()
			.filter((chunk) -> chunk.thinking() != null)
			.doOnNext((chunk) -> thought.set(System.nanoTime() - start))
			.blockLast(TIMEOUT);
		assertThat(timer("time.to.first.chunk").totalTime(TimeUnit.NANOSECONDS))
			.isBetween((double) Duration.ofMillis(50).toNanos(), (double) thought.get());
		assertThat(this.meters.get(PREFIX + "operation.first.chunk").counter().count()).isOne();
	}

	@Test
	@DisplayName("R7: the first chunk is not the total")
	void answerThatIsNotStreamedOrHasNoTextHasNoFirstChunk() {
		this.server.enqueue(MockAnswer.json(200, END.replace("\"response\":\"\"", "\"response\":\"a\"")));
		this.context.getBean(GenerateTemplate.Builder.class).aggregate(false).build().prompt("p").call().content();
		this.server.enqueue(MockAnswer.lines(END));
		this.ollama.prompt("p").call().content();
		assertThat(recorded()).doesNotContain("time.to.first.chunk");
		assertThat(this.meters.get(PREFIX + "operation.first.chunk").counter().count()).isZero();
	}

	@Test
	@DisplayName("R6: labels are bounded")
	void modelsWithoutEndMakeNoSeriesWithoutEnd() {
		GenerateTemplate template = this.context.getBean(GenerateTemplate.Builder.class)
			.observationConvention(new DefaultGenerateObservationConvention())
			.build();
		for (int i = 0; i < 200; i++) {
			this.server.enqueue(MockAnswer.lines(END));
			template.prompt("p").model("model" + i).call().content();
		}
		Set<String> models = this.meters.find(PREFIX + "eval.tokens")
			.summaries()
			.stream()
			.map((summary) -> summary.getId().getTag("gen_ai.request.model"))
			.collect(Collectors.toSet());
		assertThat(models).hasSize(52).contains("m", "model0", "model49", "other");
	}

	@Test
	void registryThatIsNotPrometheusOrOtlpHasNoBuckets() {
		this.server.enqueue(MockAnswer.lines(TOKEN, END));
		this.ollama.prompt("p").call().content();
		MeterRegistry simple = this.context.getBean(SimpleMeterRegistry.class);
		assertThat(simple.get(PREFIX + "operation").timers()).isNotEmpty()
			.allSatisfy((timer) -> assertThat(timer.takeSnapshot().histogramCounts()).isEmpty());
		assertThat(simple.getMeters()).extracting((meter) -> meter.getId().getName())
			.noneMatch((name) -> name.endsWith(".histogram"));
	}

	@Test
	void chunksAreCountedAsTheyArrive() {
		this.server.enqueue(MockAnswer.tokens("a", "b", "c").thenStall());
		Flux<String> answer = this.ollama.prompt("p").stream().content();
		List<Double> counts = answer.map((text) -> this.meters.get(PREFIX + "chunks").counter().count())
			.take(3)
			.collectList()
			.block(TIMEOUT);
		assertThat(counts).containsExactly(1.0, 2.0, 3.0);
		assertThat(this.meters.get(PREFIX + "chunks").counter().getId().getTag("gen_ai.request.model")).isEqualTo("m");
	}

	@Test
	void contextUsageIsThatOfTheRequest() {
		this.server.enqueue(MockAnswer.lines(TOKEN, END));
		this.ollama.prompt("p").call().content();
		assertThat(recorded()).doesNotContain("context.usage");
		this.server.enqueue(MockAnswer.lines(TOKEN, END));
		this.ollama.prompt("p").options((options) -> options.numCtx(60)).call().content();
		assertThat(this.meters.get(PREFIX + "context.usage").summary().totalAmount()).isEqualTo(25);
	}

	@Test
	void loadMeasuresNoTokens() {
		this.server.enqueue(
				MockAnswer.json(200, "{\"model\":\"m\",\"response\":\"\",\"done\":true,\"done_reason\":\"load\"}"));
		this.ollama.load("m");
		assertThat(timer("operation").getId().getTag("ollama.done.reason")).isEqualTo("load");
		assertThat(recorded()).isEmpty();
	}

	@Test
	void loadIsToldFromAnAnswerAlsoIfItFails() {
		this.ollama.load("gemma3");
		this.ollama.unload("gemma3");
		assertThatExceptionOfType(GenerateException.class).isThrownBy(() -> this.ollama.load("missing"));
		assertThat(this.meters.get(PREFIX + "operation").timers())
			.filteredOn(OllamaGenerateMetricsAutoConfigurationTests::isUsed)
			.extracting((timer) -> timer.getId().getTag("ollama.operation") + " " + timer.getId().getTag("outcome"))
			.containsExactlyInAnyOrder("load SUCCESS", "load SUCCESS", "load ERROR");
	}

	private void assertOnly(String outcome, String errorType) {
		Timer operation = timer("operation");
		assertThat(operation.count()).isOne();
		assertThat(operation.getId().getTag("outcome")).isEqualTo(outcome);
		assertThat(operation.getId().getTag("error.type")).isEqualTo(errorType);
	}

	private Timer timer(String name) {
		List<Timer> timers = this.meters.find(PREFIX + name)
			.timers()
			.stream()
			.filter(OllamaGenerateMetricsAutoConfigurationTests::isUsed)
			.toList();
		assertThat(timers).hasSize(1);
		return timers.get(0);
	}

	// those of the configured model are registered before it answers
	private static boolean isUsed(Meter meter) {
		return StreamSupport.stream(meter.measure().spliterator(), false)
			.anyMatch((measurement) -> measurement.getValue() > 0);
	}

	private Set<String> recorded() {
		return this.meters.getMeters()
			.stream()
			.filter(OllamaGenerateMetricsAutoConfigurationTests::isUsed)
			.map(Meter::getId)
			.map(Meter.Id::getName)
			.filter((name) -> name.startsWith(PREFIX) && !name.startsWith(PREFIX + "operation"))
			.filter((name) -> !name.equals(PREFIX + "chunks"))
			.map((name) -> name.substring(PREFIX.length()))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		SimpleMeterRegistry simpleMeterRegistry() {
			return new SimpleMeterRegistry();
		}

	}

}
