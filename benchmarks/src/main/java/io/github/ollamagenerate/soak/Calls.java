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

package io.github.ollamagenerate.soak;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

import io.github.ollamagenerate.GenerateOperations.PromptSpec;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Callers that each send one request after the other, of the three kinds that there are.
 */
final class Calls {

	private static final int BLOCKING_PER_THOUSAND = 50;

	private final Supplier<SoakContext> contexts;

	private final Outcomes outcomes;

	private final LongPredicate disturbedSince;

	private final AtomicLong count = new AtomicLong();

	private volatile boolean running = true;

	/**
	 * Create the calls of one phase.
	 * @param contexts returns the application for the next call
	 * @param outcomes takes how each call ended
	 * @param disturbedSince returns whether the server was restarted since a time
	 */
	Calls(Supplier<SoakContext> contexts, Outcomes outcomes, LongPredicate disturbedSince) {
		this.contexts = contexts;
		this.outcomes = outcomes;
		this.disturbedSince = disturbedSince;
	}

	/**
	 * Run for a time, and wait until no call is on its way.
	 * @param streams the number of concurrent calls
	 * @param firstCall the number of the first call
	 */
	long run(int streams, long firstCall, Duration time) throws InterruptedException {
		this.count.set(firstCall);
		CountDownLatch ended = new CountDownLatch(streams);
		for (int i = 0; i < streams; i++) {
			int kind = i % 1000;
			if (kind < BLOCKING_PER_THOUSAND) {
				Thread thread = new Thread(() -> blocking(ended), "caller-" + i);
				thread.start();
			}
			else {
				boolean single = kind % 2 == 0;
				Mono.defer(() -> reactive(single))
					.repeat(() -> this.running)
					.doFinally((signal) -> ended.countDown())
					.subscribe();
			}
		}
		Thread.sleep(time.toMillis());
		this.running = false;
		ended.await();
		return this.count.get();
	}

	private void blocking(CountDownLatch ended) {
		while (this.running) {
			Call call = new Call(next(false));
			try {
				call.succeeded(call.prompt().call().content());
			}
			catch (RuntimeException ex) {
				call.failed(ex);
			}
			call.end();
		}
		ended.countDown();
	}

	private Mono<Void> reactive(boolean single) {
		Call call = new Call(next(true));
		Flux<String> text = single ? call.prompt().mono().content().flux() : call.prompt().stream().content();
		StringBuilder received = new StringBuilder();
		Flux<String> watched = text.doOnNext(received::append)
			.doOnComplete(() -> call.succeeded(received.toString()))
			.doOnError(call::failed)
			.doOnCancel(call::cancelled);
		Flux<String> taken = switch (call.scenario) {
			case CANCEL -> single ? watched.take(Duration.ofMillis(700)) : watched.take(3);
			case SLOW_READER -> watched.limitRate(1).delayElements(Duration.ofMillis(20));
			default -> watched;
		};
		return taken.onErrorComplete().then().doFinally((signal) -> call.end());
	}

	private Scenario next(boolean canCancel) {
		Scenario scenario = Scenario.next(ThreadLocalRandom.current());
		return (scenario == Scenario.CANCEL && !canCancel) ? Scenario.ANSWER : scenario;
	}

	private final class Call {

		private final Scenario scenario;

		private final SoakContext context = Calls.this.contexts.get();

		private final long number = Calls.this.count.incrementAndGet();

		private final long start = System.nanoTime();

		private final AtomicReference<@Nullable String> outcome = new AtomicReference<>();

		private volatile @Nullable Throwable failure;

		Call(Scenario scenario) {
			this.scenario = scenario;
		}

		PromptSpec prompt() {
			return this.context.ollama().prompt(this.scenario + ":" + this.number);
		}

		void succeeded(@Nullable String text) {
			outcome(Outcomes.SUCCESS);
			if (!Scenario.answer(this.number).equals(text)) {
				Calls.this.outcomes.wrong(this.scenario + " has another text: " + text);
			}
		}

		void failed(Throwable ex) {
			this.failure = ex;
			outcome(Outcomes.of(ex));
		}

		void cancelled() {
			outcome(Outcomes.CANCELLED);
		}

		private void outcome(String outcome) {
			if (!this.outcome.compareAndSet(null, outcome)) {
				Calls.this.outcomes.undecided();
			}
		}

		void end() {
			String outcome = this.outcome.get();
			boolean closing = this.context.isClosing();
			boolean restarted = Calls.this.disturbedSince.test(this.start);
			Duration time = Duration.ofNanos(System.nanoTime() - this.start);
			Calls.this.outcomes.end(this.scenario, (outcome != null) ? outcome : "no end", closing || restarted,
					"after " + time + (closing ? ", application closed" : "") + (restarted ? ", server restarted" : ""),
					this.failure);
		}

	}

}
