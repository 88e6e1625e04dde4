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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for blocking calls of {@link GenerateTemplate} on virtual threads: a thread that
 * waits for an answer leaves its carrier thread to others.
 */
@ExtendWith({ MockOllamaExtension.class, BufferLeakDetector.Extension.class })
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads need JDK 21")
class GenerateTemplateVirtualThreadTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final int CALLERS = 100;

	private static final MockAnswer BUSY = MockAnswer.json(503, "{\"error\":\"busy\"}");

	// late, so that the caller waits
	private static final MockAnswer ANSWER = MockAnswer.tokens("{\"name\":", "\"a\"}").delay(Duration.ofMillis(20));

	private final Executor virtualThreads = virtualThreads();

	private MockOllamaServer server;

	private GenerateTemplate ollama;

	@TempDir
	private Path directory;

	private static Executor virtualThreads() {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
		executor.setVirtualThreads(true);
		return executor;
	}

	@BeforeEach
	void start(MockOllamaServer server) {
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig()
			.observationHandler(new DefaultMeterObservationHandler(new SimpleMeterRegistry()));
		this.server = server;
		this.ollama = GenerateTemplate.builder(WebClient.builder())
			.baseUrl(server.url())
			.retry(2, Duration.ofMillis(1), Duration.ofMillis(1))
			.defaultRequest((request) -> request.model("m"))
			.observationRegistry(observations)
			.build();
	}

	@Test
	void callersThatWaitDoNotPin() throws IOException {
		// a thread is pinned while it loads a class
		callInEachWay(1);
		assertThat(pinned(() -> callInEachWay(CALLERS))).isEmpty();
	}

	@Test
	void callerThatPinsIsFound() throws IOException {
		this.server.enqueue(ANSWER);
		PinnedCall.CALL.set(() -> this.ollama.prompt("p").call().content());
		assertThat(pinned(() -> assertThat(run(() -> PinnedCall.Initializer.ANSWER)).succeedsWithin(TIMEOUT)))
			.isNotEmpty();
	}

	private void callInEachWay(int callers) {
		List<Supplier<?>> ways = List.of(() -> this.ollama.prompt("p").call().content(),
				() -> this.ollama.prompt("p").call().response(),
				() -> this.ollama.prompt("p").call().entity(Named.class));
		int calls = callers * ways.size();
		// one of the callers waits for a second attempt too
		this.server.enqueue(BUSY);
		for (int i = 0; i < calls; i++) {
			this.server.enqueue(ANSWER);
		}
		List<CompletableFuture<?>> answers = new ArrayList<>();
		for (int i = 0; i < calls; i++) {
			answers.add(run(ways.get(i % ways.size())));
		}
		assertThat(CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0]))).succeedsWithin(TIMEOUT);
	}

	private CompletableFuture<?> run(Supplier<?> call) {
		return CompletableFuture.supplyAsync(call, this.virtualThreads);
	}

	private List<RecordedEvent> pinned(Runnable calls) throws IOException {
		Path file = this.directory.resolve("pinned.jfr");
		try (Recording recording = new Recording()) {
			recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
			recording.start();
			calls.run();
			recording.stop();
			recording.dump(file);
		}
		return RecordingFile.readAllEvents(file).stream().filter(GenerateTemplateVirtualThreadTests::isOurs).toList();
	}

	// what is cut off a deep stack may be ours
	private static boolean isOurs(RecordedEvent pinned) {
		RecordedStackTrace stack = pinned.getStackTrace();
		return stack.isTruncated() || stack.getFrames()
			.stream()
			.anyMatch((frame) -> frame.getMethod().getType().getName().startsWith("io.github.ollamagenerate."));
	}

	record Named(String name) {
	}

	/**
	 * A call in a static initializer, which pins on each JDK. In a synchronized method,
	 * it does so before JDK 24 only.
	 */
	private static final class PinnedCall {

		static final AtomicReference<Supplier<?>> CALL = new AtomicReference<>();

		static final class Initializer {

			static final Object ANSWER = CALL.get().get();

		}

	}

}
