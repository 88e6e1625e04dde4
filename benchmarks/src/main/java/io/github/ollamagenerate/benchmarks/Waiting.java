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

package io.github.ollamagenerate.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.client.GenerateTemplate;
import io.github.ollamagenerate.client.http.ConnectionPoolUsage;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Program that lets 100,000 prompts wait for one of 100 connections. It reports what a
 * prompt that waits keeps in memory, in which order they are served, and what it costs to
 * cancel every second one. It fails if a prompt is not answered.
 */
final class Waiting {

	private static final int CONNECTIONS = 100;

	private static final int WARM_UP = 10_000;

	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private final int waiting;

	private final GatedServer server;

	private final GenerateTemplate ollama;

	private final ConnectionPoolUsage connections;

	private final AtomicInteger answered = new AtomicInteger();

	private final AtomicInteger failed = new AtomicInteger();

	private Waiting(int waiting, GatedServer server, ConfigurableApplicationContext context) {
		this.waiting = waiting;
		this.server = server;
		this.ollama = context.getBean(GenerateTemplate.class);
		this.connections = context.getBean(ConnectionPoolUsage.class);
	}

	/**
	 * Run.
	 * @param arguments the number of prompts that wait, 100,000 if there is none
	 */
	public static void main(String[] arguments) {
		int waiting = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 100_000;
		try (GatedServer server = new GatedServer();
				ConfigurableApplicationContext context = Contenders.application(server.url(),
						"--ollama.max-connections=" + CONNECTIONS, "--ollama.pending-acquire-max-count=" + waiting,
						"--ollama.pending-acquire-timeout=" + PATIENCE.toSeconds() + "s")) {
			System.out.printf("Java %s, heap of %,d MB, %,d prompts wait for %d connections%n", Runtime.version(),
					Runtime.getRuntime().maxMemory() >> 20, waiting, CONNECTIONS);
			new Waiting(waiting, server, context).run();
		}
		catch (RuntimeException ex) {
			ex.printStackTrace();
			System.exit(1);
		}
		System.exit(0);
	}

	private void run() {
		System.out.println("Warm-up");
		Disposable warmUp = send(WARM_UP, CONNECTIONS);
		awaitAnswers(WARM_UP);
		warmUp.dispose();
		System.out.println("flatMap that subscribes to all");
		serve(requests(), this.waiting);
		System.out.printf("flatMap with a concurrency of %d%n", CONNECTIONS);
		serve(CONNECTIONS, 0);
		System.out.println("Every second one that waits is cancelled");
		cancel();
	}

	private int requests() {
		return CONNECTIONS + this.waiting;
	}

	private void serve(int concurrency, int pending) {
		this.server.closeGate();
		long heap = ClientProgram.liveHeap();
		Disposable all = send(requests(), concurrency);
		awaitWaiting(pending);
		report(heap);
		long cpu = ClientProgram.cpu();
		this.server.openGate();
		awaitAnswers(requests());
		System.out.printf("  CPU time per answer, with the server: %,d us%n",
				(ClientProgram.cpu() - cpu) / 1000 / requests());
		List<Integer> served = this.server.received();
		System.out.printf("  received at most %,d places earlier or later than sent%n",
				IntStream.range(0, served.size()).map((place) -> Math.abs(place - served.get(place))).max().orElse(0));
		all.dispose();
	}

	private void cancel() {
		this.server.closeGate();
		long heap = ClientProgram.liveHeap();
		// each on its own, as the requests to a web application are
		@Nullable Disposable[] requests = new @Nullable Disposable[requests()];
		for (int number = 0; number < CONNECTIONS; number++) {
			requests[number] = request(number).subscribe();
		}
		awaitWaiting(0);
		for (int number = CONNECTIONS; number < requests.length; number++) {
			requests[number] = request(number).subscribe();
		}
		awaitWaiting(this.waiting);
		report(heap);
		long cpu = ClientProgram.cpu();
		long start = System.nanoTime();
		for (int number = CONNECTIONS; number < requests.length; number += 2) {
			Objects.requireNonNull(requests[number]).dispose();
			requests[number] = null;
		}
		System.out.printf("  cancel: %,d ms, CPU time %,d ms, %,d still wait%n",
				(System.nanoTime() - start) / 1_000_000, (ClientProgram.cpu() - cpu) / 1_000_000,
				this.connections.pending());
		report(heap);
		this.server.openGate();
		awaitAnswers(requests() - (this.waiting + 1) / 2);
		await(() -> this.connections.active() == 0);
		System.out.printf("  cancelled, but received: %,d%n",
				this.server.received().stream().filter((number) -> number >= CONNECTIONS && number % 2 == 0).count());
	}

	private Disposable send(int requests, int concurrency) {
		return Flux.range(0, requests).flatMap(this::request, concurrency).subscribe();
	}

	private Mono<GenerateResponse> request(int number) {
		return this.ollama.prompt(String.valueOf(number))
			.mono()
			.response()
			.doOnNext((response) -> this.answered.incrementAndGet())
			.onErrorResume((ex) -> {
				if (this.failed.getAndIncrement() == 0) {
					ex.printStackTrace();
				}
				return Mono.empty();
			});
	}

	private void report(long heapBefore) {
		System.out.printf("  live heap per prompt that waits: %,d bytes%n",
				(ClientProgram.liveHeap() - heapBefore) / this.waiting);
	}

	private void awaitWaiting(int pending) {
		await(() -> this.server.received().size() == CONNECTIONS && this.connections.pending() == pending);
	}

	private void awaitAnswers(int expected) {
		await(() -> this.answered.get() == expected);
		System.out.printf("  answered: %,d of %,d%n", this.answered.getAndSet(0), expected);
	}

	private void await(BooleanSupplier condition) {
		long start = System.nanoTime();
		while (!condition.getAsBoolean()) {
			if (this.failed.get() > 0) {
				throw new IllegalStateException(this.failed + " failed");
			}
			if (System.nanoTime() - start > PATIENCE.toNanos()) {
				throw new IllegalStateException("It has not happened after " + PATIENCE);
			}
			LockSupport.parkNanos(5_000_000);
		}
	}

}
