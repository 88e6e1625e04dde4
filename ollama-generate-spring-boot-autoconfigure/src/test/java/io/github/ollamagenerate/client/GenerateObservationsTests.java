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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.observation.DefaultGenerateObservationConvention;
import io.github.ollamagenerate.observation.GenerateObservationContext;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GenerateObservations} over a real socket.
 */
@ExtendWith(OutputCaptureExtension.class)
class GenerateObservationsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String NAME = "ollama.client.generate.operation";

	private final TestObservationRegistry registry = TestObservationRegistry.builder()
		.validateObservationsWithTheSameNameHavingTheSameSetOfLowCardinalityKeys(true)
		.build();

	private MockOllamaServer server;

	@BeforeEach
	void start() {
		this.server = MockOllamaServer.start();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	private GenerateTemplate template(ObservationRegistry registry) {
		return GenerateTemplate.builder(WebClient.builder().observationRegistry(registry))
			.baseUrl(this.server.url())
			.observationRegistry(registry)
			.defaultRequest((request) -> request.model("gemma3"))
			.build();
	}

	@Test
	void assemblyStartsNothing() {
		template(this.registry).prompt("p").stream().content();
		TestObservationRegistryAssert.assertThat(this.registry).doesNotHaveAnyObservation();
	}

	@Test
	void answerIsObservedWithItsNameAndTags() {
		template(this.registry).prompt("p").call().content();
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo(NAME)
			.that()
			.hasContextualNameEqualTo("text_completion gemma3")
			.hasLowCardinalityKeyValue("gen_ai.request.model", "gemma3")
			.hasLowCardinalityKeyValue("outcome", "SUCCESS")
			.hasBeenStarted()
			.hasBeenStopped();
	}

	@Test
	void clientThatCannotBeMadeIsObserved() {
		GenerateTemplate template = GenerateTemplate.builder(WebClient.builder().codecs((codecs) -> {
			throw new IllegalStateException("broken");
		})).observationRegistry(this.registry).defaultRequest((request) -> request.model("gemma3")).build();
		assertThatExceptionOfType(GenerateException.class).isThrownBy(() -> template.prompt("p").call().content());
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo(NAME)
			.that()
			.hasError()
			.hasBeenStopped();
	}

	@Test
	@DisplayName("R10: the parent is that of the Reactor context")
	void parentComesFromTheReactorContextAndTheHttpRequestIsAChild() {
		AtomicReference<Observation.ContextView> parentOfHttp = new AtomicReference<>();
		this.registry.observationConfig().observationHandler(new ObservationHandler<ClientRequestObservationContext>() {

			@Override
			public void onStart(ClientRequestObservationContext context) {
				parentOfHttp.set(context.getParentObservation().getContextView());
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return context instanceof ClientRequestObservationContext;
			}

		});
		Observation parent = Observation.start("parent", this.registry);
		template(this.registry).prompt("p")
			.stream()
			.content()
			.contextWrite((context) -> context.put(ObservationThreadLocalAccessor.KEY, parent))
			.blockLast(TIMEOUT);
		parent.stop();
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo(NAME)
			.that()
			.hasParentObservationEqualTo(parent);
		assertThat(parentOfHttp.get()).isInstanceOf(GenerateObservationContext.class);
	}

	@Test
	void parentOfTheThreadIsKept() {
		Observation parent = Observation.start("parent", this.registry);
		parent.scoped(() -> assertThat(template(this.registry).prompt("p").call().content()).isNotEmpty());
		parent.stop();
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo(NAME)
			.that()
			.hasParentObservationEqualTo(parent);
	}

	@Test
	void observationStartsWithinTheScopeOfItsParent() {
		AtomicReference<Observation> current = new AtomicReference<>();
		this.registry.observationConfig().observationHandler(new GenerateHandler() {

			@Override
			public void onStart(GenerateObservationContext context) {
				current.set(GenerateObservationsTests.this.registry.getCurrentObservation());
			}

		});
		Observation parent = Observation.start("parent", this.registry);
		Observation ofTheThread = Observation.start("of the thread", this.registry);
		ofTheThread.scoped(() -> template(this.registry).prompt("p")
			.stream()
			.content()
			.contextWrite((context) -> context.put(ObservationThreadLocalAccessor.KEY, parent))
			.blockLast(TIMEOUT));
		assertThat(current.get()).isSameAs(parent);
	}

	@Test
	void failureIsObserved() {
		assertThatExceptionOfType(GenerateException.class)
			.isThrownBy(() -> template(this.registry).prompt("p").model("missing").call().content());
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo(NAME)
			.that()
			.hasError()
			.hasLowCardinalityKeyValue("outcome", "ERROR")
			.hasLowCardinalityKeyValue("error.type", "404")
			.hasBeenStopped();
	}

	@Test
	void cancellationIsObserved() {
		this.server.enqueue(MockAnswer.tokens("a").thenStall());
		template(this.registry).prompt("p").stream().content().take(1).blockLast(TIMEOUT);
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo(NAME)
			.that()
			.doesNotHaveError()
			.hasLowCardinalityKeyValue("outcome", "CANCELLED")
			.hasBeenStopped();
	}

	@Test
	void observationStopsOnceWhenCancellationMeetsTheEnd() {
		ObservationRegistry counting = ObservationRegistry.create();
		AtomicInteger stops = new AtomicInteger();
		counting.observationConfig().observationHandler(new GenerateHandler() {

			@Override
			public void onStop(GenerateObservationContext context) {
				stops.incrementAndGet();
			}

		});
		GenerateTemplate template = template(counting);
		int rounds = 300;
		for (int i = 0; i < rounds; i++) {
			this.server.enqueue(MockAnswer.tokens("a"));
		}
		Flux.range(0, rounds)
			.concatMap((round) -> template.prompt("p")
				.stream()
				.responses()
				.publishOn(Schedulers.parallel(), 1)
				.takeUntil(GenerateResponse::done)
				.then())
			.blockLast(TIMEOUT);
		assertThat(stops.get()).isEqualTo(rounds);
	}

	@Test
	@DisplayName("R10: the observation stops before the subscriber sees the end")
	void observationStopsBeforeTheSubscriberSeesTheEnd() {
		AtomicReference<Boolean> stoppedAtEnd = new AtomicReference<>();
		AtomicReference<Boolean> stopped = new AtomicReference<>(false);
		this.registry.observationConfig().observationHandler(new GenerateHandler() {

			@Override
			public void onStop(GenerateObservationContext context) {
				stopped.set(context.getResponse() != null);
			}

		});
		template(this.registry).prompt("p")
			.stream()
			.content()
			.doOnComplete(() -> stoppedAtEnd.set(stopped.get()))
			.blockLast(TIMEOUT);
		assertThat(stoppedAtEnd.get()).isTrue();
	}

	@Test
	@DisplayName("R14: a handler and a convention that throw")
	void failingHandlerAndConventionDoNotCostTheAnswer(CapturedOutput output) {
		ObservationRegistry failing = ObservationRegistry.create();
		failing.observationConfig().observationHandler(new GenerateHandler() {

			@Override
			public void onStop(GenerateObservationContext context) {
				throw new IllegalStateException("broken handler");
			}

		});
		this.server.enqueue(MockAnswer.tokens("a")).enqueue(MockAnswer.tokens("b"));
		assertThat(template(failing).prompt("p").call().content()).isEqualTo("a");
		assertThat(output).contains("the answer is not affected").contains("broken handler");
		GenerateTemplate brokenConvention = GenerateTemplate.builder(WebClient.builder())
			.baseUrl(this.server.url())
			.observationRegistry(this.registry)
			.observationConvention(new DefaultGenerateObservationConvention() {

				@Override
				public KeyValues getLowCardinalityKeyValues(GenerateObservationContext context) {
					throw new IllegalStateException("broken convention");
				}

			})
			.build();
		assertThat(brokenConvention.prompt("p").model("gemma3").call().content()).isEqualTo("b");
	}

	@Test
	void textsAreNoPartOfTheObservation() {
		this.server.enqueue(MockAnswer.tokens("canary-answer"));
		StringBuilder seen = new StringBuilder();
		this.registry.observationConfig().observationHandler(new ObservationHandler<>() {

			@Override
			public void onStop(Observation.Context context) {
				seen.append(context).append(context.getAllKeyValues());
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

		});
		template(this.registry).prompt("canary-prompt").system("canary-system").call().content();
		assertThat(seen.toString()).contains("gemma3").doesNotContain("canary");
	}

	static Stream<ObservationHandler<Observation.Context>> failingHandlers() {
		return Stream.of(new Failing() {

			@Override
			public void onStart(Observation.Context context) {
				throw new IllegalStateException("start");
			}

		}, new Failing() {

			@Override
			public void onScopeOpened(Observation.Context context) {
				throw new IllegalStateException("scope");
			}

		});
	}

	@ParameterizedTest
	@MethodSource("failingHandlers")
	void failingHandlerLeavesNoRequestActive(ObservationHandler<Observation.Context> failing) {
		MeterRegistry meters = new SimpleMeterRegistry();
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig()
			.observationHandler(new DefaultMeterObservationHandler(meters))
			.observationHandler(failing);
		GenerateTemplate template = template(registry);
		for (int i = 0; i < 3; i++) {
			assertThat(template.prompt("p").call().content()).isNotEmpty();
		}
		assertThat(meters.get(NAME + ".active").longTaskTimers())
			.allSatisfy((timer) -> assertThat(timer.activeTasks()).isZero());
		assertThat(registry.getCurrentObservationScope()).isNull();
	}

	@Test
	void failingConventionLeavesNoRequestActive() {
		MeterRegistry meters = new SimpleMeterRegistry();
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
		GenerateTemplate template = GenerateTemplate.builder(WebClient.builder())
			.baseUrl(this.server.url())
			.observationRegistry(registry)
			.observationConvention(new DefaultGenerateObservationConvention() {

				@Override
				public KeyValues getLowCardinalityKeyValues(GenerateObservationContext context) {
					if (context.getDuration() != null) {
						throw new IllegalStateException("stop");
					}
					return super.getLowCardinalityKeyValues(context);
				}

			})
			.defaultRequest((request) -> request.model("gemma3"))
			.build();
		assertThat(template.prompt("p").call().content()).isNotEmpty();
		assertThat(meters.get(NAME + ".active").longTaskTimer().activeTasks()).isZero();
		assertThat(meters.get(NAME).tag("outcome", "SUCCESS").timer().count()).isOne();
	}

	@Test
	void inventedModelsTakeNoPlace() {
		MeterRegistry meters = new SimpleMeterRegistry();
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
		GenerateTemplate template = template(registry);
		for (int i = 0; i < 60; i++) {
			String model = "invented-" + i;
			assertThatExceptionOfType(GenerateException.class)
				.isThrownBy(() -> template.prompt("p").model(model).call().content());
		}
		this.server.enqueue(MockAnswer.tokens("a"));
		template.prompt("p").model("another").call().content();
		template.prompt("p").call().content();
		assertThat(meters.get(NAME).timers()).extracting((timer) -> timer.getId().getTag("gen_ai.request.model"))
			.containsExactlyInAnyOrder("other", "another", "gemma3");
	}

	@Test
	void configuredModelHasAPlaceBeforeItAnswers() {
		MeterRegistry meters = new SimpleMeterRegistry();
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
		this.server.enqueue(MockAnswer.json(500, "{}"));
		assertThatExceptionOfType(GenerateException.class)
			.isThrownBy(() -> template(registry).prompt("p").call().content());
		assertThat(meters.get(NAME).timer().getId().getTag("gen_ai.request.model")).isEqualTo("gemma3");
	}

	@Test
	void retryTellsItsReasonAndTheAnswerDoesNot() {
		MeterRegistry meters = new SimpleMeterRegistry();
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
		this.server.enqueue(MockAnswer.json(503, "{\"error\":\"busy\"}")).enqueue(MockAnswer.tokens("a"));
		assertThat(template(registry).prompt("p").call().content()).isEqualTo("a");
		assertThat(meters.get(NAME + ".retry").counter().getId().getTag("error.type")).isEqualTo("503");
		assertThat(meters.get(NAME + ".retry").counter().getId().getTag("outcome")).isEqualTo("UNKNOWN");
		assertThat(meters.get(NAME + ".first.chunk").counter().getId().getTag("error.type")).isEqualTo("none");
		assertThat(meters.get(NAME).timer().getId().getTag("error.type")).isEqualTo("none");
	}

	@Test
	void firstTextIsTheFirstChunkOfAStream() {
		this.server.enqueue(MockAnswer.lines("{\"model\":\"m\",\"response\":\"\",\"done\":false}",
				"{\"model\":\"m\",\"response\":\"a\",\"done\":false}",
				"{\"model\":\"m\",\"response\":\"\",\"thinking\":\"b\",\"done\":false}",
				"{\"model\":\"m\",\"response\":\"\",\"done\":true,\"done_reason\":\"stop\"}"));
		Recorder recorder = new Recorder();
		this.registry.observationConfig().observationHandler(recorder);
		List<String> events = new ArrayList<>();
		template(this.registry).prompt("p")
			.stream()
			.responses()
			.doOnNext((chunk) -> events.add(String.join(",", recorder.events)))
			.blockLast(TIMEOUT);
		assertThat(events).containsExactly("", "first.chunk", "first.chunk", "first.chunk");
		assertThat(recorder.context.getTimeToFirstChunk()).isPositive()
			.isLessThanOrEqualTo(recorder.context.getDuration());
		assertThat(recorder.context.getDuration()).isLessThan(Duration.ofMinutes(1));
		assertThat(recorder.chunks).hasValue(4);
	}

	@Test
	void thoughtIsAFirstChunkToo() {
		this.server.enqueue(MockAnswer.tokens().thinking("a"));
		Recorder recorder = new Recorder();
		this.registry.observationConfig().observationHandler(recorder);
		template(this.registry).prompt("p").stream().responses().blockFirst(TIMEOUT);
		assertThat(recorder.events).containsExactly("first.chunk");
	}

	@Test
	void singleObjectHasNoFirstChunk() {
		this.server.enqueue(MockAnswer.json(200, "{\"model\":\"m\",\"response\":\"a\",\"done\":true}"));
		Recorder recorder = new Recorder();
		this.registry.observationConfig().observationHandler(recorder);
		GenerateTemplate.builder(WebClient.builder())
			.baseUrl(this.server.url())
			.observationRegistry(this.registry)
			.aggregate(false)
			.build()
			.prompt("p")
			.model("m")
			.call()
			.content();
		assertThat(recorder.events).isEmpty();
		assertThat(recorder.context.getTimeToFirstChunk()).isNull();
	}

	@Test
	void handlerThatFailsEachTimeIsLoggedOnce(CapturedOutput output) {
		ObservationRegistry failing = ObservationRegistry.create();
		failing.observationConfig().observationHandler(new GenerateHandler() {

			@Override
			public void onStart(GenerateObservationContext context) {
				context.addChunkListener(() -> {
					throw new IllegalStateException("chunk");
				});
			}

			@Override
			public void onEvent(Observation.Event event, GenerateObservationContext context) {
				throw new IllegalStateException("event");
			}

			@Override
			public void onStop(GenerateObservationContext context) {
				throw new IllegalStateException("stop");
			}

		});
		this.server.enqueue(MockAnswer.tokens("a", "b"));
		assertThat(template(failing).prompt("p").call().content()).isEqualTo("ab");
		assertThat(output).containsOnlyOnce("the answer is not affected");
	}

	@Test
	void scopeOfTheObservationIsOpenWhileItStops() {
		ObservationRegistry registry = ObservationRegistry.create();
		AtomicReference<Observation> current = new AtomicReference<>();
		AtomicReference<Observation.Context> stopped = new AtomicReference<>();
		registry.observationConfig().observationHandler(new GenerateHandler() {

			@Override
			public void onStop(GenerateObservationContext context) {
				current.set(registry.getCurrentObservation());
				stopped.set(context);
			}

		});
		AtomicReference<Observation> after = new AtomicReference<>();
		Observation open = Observation.start("open", registry);
		template(registry).prompt("p")
			.stream()
			.content()
			.doOnComplete(() -> after.set(registry.getCurrentObservation()))
			.contextWrite((context) -> context.put(ObservationThreadLocalAccessor.KEY, open))
			.blockLast(TIMEOUT);
		assertThat(current.get().getContext()).isSameAs(stopped.get());
		assertThat(after).hasNullValue();
	}

	private interface GenerateHandler extends ObservationHandler<GenerateObservationContext> {

		@Override
		default boolean supportsContext(Observation.Context context) {
			return context instanceof GenerateObservationContext;
		}

	}

	private static final class Recorder implements GenerateHandler {

		private final List<String> events = new CopyOnWriteArrayList<>();

		private final AtomicInteger chunks = new AtomicInteger();

		private volatile GenerateObservationContext context;

		@Override
		public void onStart(GenerateObservationContext context) {
			this.context = context;
			context.addChunkListener(this.chunks::incrementAndGet);
		}

		@Override
		public void onEvent(Observation.Event event, GenerateObservationContext context) {
			this.events.add(event.getName());
		}

	}

	abstract static class Failing implements ObservationHandler<Observation.Context> {

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof GenerateObservationContext;
		}

	}

}
