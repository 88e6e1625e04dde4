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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.awaitility.Awaitility;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The sample with a clock that the rehearsal sets, and a mock server of its own.
 */
final class RehearsedSample implements AutoCloseable {

	static final String MODEL = "m";

	static final Duration LATENCY = Duration.ofMillis(360);

	private static final String TOKEN = "{\"model\":\"m\",\"response\":\"a\",\"done\":false}";

	// 15 tokens of prompt of which 5 are cached, 12 tokens of answer at 48 a second
	private static final String END = """
			{"model":"m","response":"","done":true,"done_reason":"stop","total_duration":340000000,\
			"load_duration":10000000,"prompt_eval_count":15,"prompt_eval_cached_count":5,\
			"prompt_eval_duration":50000000,"eval_count":12,"eval_duration":250000000}""";

	private final MockClock clock;

	private final MockOllamaServer ollama = MockOllamaServer.start();

	private final ConfigurableApplicationContext context;

	private final List<Disposable> active = new ArrayList<>();

	RehearsedSample(MockClock clock, String... properties) {
		this.clock = clock;
		List<String> arguments = new ArrayList<>(List.of(properties));
		arguments.addAll(List.of("--server.port=0", "--ollama.base-url=" + this.ollama.url(),
				"--ollama.generate.model=" + MODEL, "--ollama.generate.options.num-ctx=60",
				"--ollama.generate.retry.delay=1ms", "--ollama.generate.timeout.first-chunk=10s",
				// a scrape of the meters of the JVM takes longer than that of ours
				"--management.metrics.enable.all=false", "--management.metrics.enable.ollama=true",
				"--spring.main.banner-mode=off"));
		this.context = new SpringApplicationBuilder(SampleApplication.class)
			.initializers(
					(context) -> ((GenericApplicationContext) context).registerBean("clock", Clock.class, () -> clock))
			.run(arguments.toArray(String[]::new));
		poll(1);
	}

	String scrape() {
		return this.context.getBean(PrometheusMeterRegistry.class).scrape();
	}

	private GenerateTemplate template() {
		return this.context.getBean(GenerateTemplate.class);
	}

	/**
	 * Ask for an answer that takes {@link #LATENCY}.
	 */
	void answer(String doneReason) {
		this.ollama.enqueue((request) -> this.clock.add(LATENCY),
				MockAnswer.lines(TOKEN, END.replace("stop", doneReason)));
		template().prompt("p").call().content();
	}

	void load(Duration duration) {
		this.ollama.enqueue((request) -> this.clock.add(duration),
				MockAnswer.json(200, "{\"model\":\"m\",\"response\":\"\",\"done\":true,\"done_reason\":\"load\"}"));
		template().load(MODEL);
		// the mock server knows it as a loaded model
		template().load("gemma3");
		poll(1);
		Awaitility.await().until(() -> metric("ollama.client.models.loaded") == 1);
	}

	void fail(String model, MockAnswer... answers) {
		for (MockAnswer answer : answers) {
			this.ollama.enqueue(answer);
		}
		fail(() -> template().prompt("p").model(model).call().content());
	}

	void failToConnect() {
		GenerateTemplate elsewhere = this.context.getBean(GenerateTemplate.Builder.class)
			.baseUrl("http://127.0.0.1:1")
			.build();
		fail(() -> elsewhere.prompt("p").call().content());
	}

	void failByTimeout() {
		this.ollama.enqueue(MockAnswer.stall());
		fail(() -> template().prompt("p")
			.timeouts((timeouts) -> timeouts.firstChunk(Duration.ofMillis(20)))
			.call()
			.content());
	}

	void failAsStructuredOutput() {
		this.ollama.enqueue(MockAnswer.lines(TOKEN, END));
		fail(() -> template().prompt("p").call().entity(List.class));
	}

	private static void fail(Runnable call) {
		try {
			call.run();
		}
		catch (GenerateException ex) {
			return;
		}
		throw new IllegalStateException("No failure");
	}

	void cancel() {
		this.ollama.enqueue(MockAnswer.tokens("a").thenStall());
		template().prompt("p").stream().content().blockFirst();
	}

	/**
	 * Begin requests that get no token.
	 * @param waiting how many more requests wait for a connection
	 */
	void hang(int count, int waiting) {
		for (int i = 0; i < count; i++) {
			this.ollama.enqueue(MockAnswer.stall());
			begin();
		}
		Awaitility.await().until(() -> metric("ollama.client.connections.active") == count);
		for (int i = 0; i < waiting; i++) {
			begin();
		}
		Awaitility.await().until(() -> metric("ollama.client.connections.pending") == waiting);
	}

	private void begin() {
		this.active.add(template().prompt("p").mono().content().subscribe());
	}

	/**
	 * Begin a long answer, whose chunks arrive when they are asked for.
	 */
	BaseSubscriber<String> stream(int chunks) {
		String[] tokens = new String[chunks];
		Arrays.fill(tokens, TOKEN);
		tokens[chunks - 1] = END;
		this.ollama.enqueue(MockAnswer.lines(tokens));
		BaseSubscriber<String> subscriber = new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
			}

		};
		template().prompt("p").stream().responses().map((chunk) -> chunk.response()).subscribe(subscriber);
		this.active.add(subscriber);
		return subscriber;
	}

	/**
	 * Cancel the requests that are active.
	 */
	int endActive() {
		int count = this.active.size();
		this.active.forEach(Disposable::dispose);
		this.active.clear();
		Awaitility.await().until(() -> metric("ollama.client.connections.active") == 0);
		return count;
	}

	void stopServer() {
		this.ollama.close();
		poll(0);
	}

	// the server is asked again
	private void poll(int expected) {
		SmartLifecycle metrics = this.context.getBean("ollamaServerMetrics", SmartLifecycle.class);
		metrics.stop();
		metrics.start();
		Awaitility.await().until(() -> metric("ollama.client.server.up") == expected);
	}

	double metric(String name) {
		return this.context.getBean(PrometheusMeterRegistry.class).get(name).gauge().value();
	}

	double chunks() {
		return this.context.getBean(PrometheusMeterRegistry.class)
			.get("ollama.client.generate.chunks")
			.tag("gen_ai.request.model", MODEL)
			.counters()
			.stream()
			.mapToDouble((counter) -> counter.count())
			.sum();
	}

	@Override
	public void close() {
		this.active.forEach(Disposable::dispose);
		this.context.close();
		this.ollama.close();
	}

}
