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
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

import io.github.ollamagenerate.GenerateException;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.GenerateResponseException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionPoolMetrics;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Generated conversations over kept-alive connections: each call gets the whole answer to
 * its own prompt, or fails with a documented exception.
 * <p>
 * {@code -Dollama.test.conversations=1000000} runs more of them, and
 * {@code -Dollama.test.seed=..} other ones.
 */
@ExtendWith(BufferLeakDetector.Extension.class)
class ConversationFuzzTests {

	private static final int CONVERSATIONS = Integer.getInteger("ollama.test.conversations", 20_000);

	private static final long SEED = Long.getLong("ollama.test.seed", 20261130);

	private static final int WORKERS = 24;

	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	// a busy machine must not fail an answer that has to arrive
	private static final Duration SILENCE = Duration.ofSeconds(5);

	// where any failure is right, a shorter one is enough
	private static final Duration RUDE_SILENCE = Duration.ofSeconds(1);

	private final Queue<ConnectionPoolMetrics> pools = new ConcurrentLinkedQueue<>();

	private final LongAdder calls = new LongAdder();

	private final LongAdder answers = new LongAdder();

	private final LongAdder undetectable = new LongAdder();

	private final ConversationServer server = new ConversationServer(SEED);

	@Test
	@Timeout(12 * 60 * 60)
	void eachCallGetsItsOwnAnswerOrFails(TestReporter report) throws Exception {
		ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
		try {
			long start = System.nanoTime();
			List<Callable<Void>> tasks = IntStream.range(0, WORKERS)
				.<Callable<Void>>mapToObj((worker) -> () -> converse(worker))
				.toList();
			for (Future<Void> task : workers.invokeAll(tasks)) {
				task.get();
			}
			report.publishEntry("%d conversations, %d calls, %d answers, %d of them undetectable, seed %d, %d s"
				.formatted(CONVERSATIONS, this.calls.sum(), this.answers.sum(), this.undetectable.sum(), SEED,
						Duration.ofNanos(System.nanoTime() - start).toSeconds()));
			assertThat(this.answers.sum()).isGreaterThan(this.calls.sum() / 2);
			Awaitility.await()
				.untilAsserted(() -> assertThat(this.pools)
					.allSatisfy((pool) -> assertThat(pool.acquiredSize() + pool.pendingAcquireSize()).isZero()));
		}
		finally {
			workers.shutdownNow();
			this.server.close();
		}
	}

	// always the same ones for a worker, so that its connections see the same again
	private Void converse(int worker) {
		ConnectionProvider connections = ConnectionProvider.builder("fuzz")
			.maxConnections(1 + worker % 3)
			.pendingAcquireMaxCount(-1)
			.metrics(true, () -> (pool, id, address, metrics) -> this.pools.add(metrics))
			.build();
		try {
			ClientHttpConnector connector = new ReactorClientHttpConnector(
					HttpClient.create(connections).compress(worker % 4 == 3));
			GenerateTemplate polite = template(connector, worker, SILENCE);
			GenerateTemplate rude = template(connector, worker, RUDE_SILENCE);
			for (int i = worker; i < CONVERSATIONS && !Thread.currentThread().isInterrupted(); i += WORKERS) {
				Random random = new Random(SEED + i);
				boolean isPolite = random.nextInt(4) == 0;
				converse(isPolite ? polite : rude, isPolite, random, i);
			}
		}
		finally {
			connections.dispose();
		}
		return null;
	}

	// those with the same connector share its connections
	private GenerateTemplate template(ClientHttpConnector connector, int worker, Duration silence) {
		return GenerateTemplate.builder(WebClient.builder())
			.clientConnector(connector)
			.baseUrl(this.server.url())
			.retry(1, Duration.ZERO, Duration.ZERO)
			.aggregate(worker % 5 != 4)
			.defaultRequest(
					(request) -> request.model("m").timeouts((timeouts) -> timeouts.firstChunk(silence).idle(silence)))
			.build();
	}

	private void converse(GenerateTemplate ollama, boolean polite, Random random, int number) {
		List<Mono<Outcome>> calls = new ArrayList<>();
		for (int i = random.nextInt(3); i >= 0; i--) {
			CallMode mode = CallMode.values()[random.nextInt(CallMode.values().length)];
			String nonce = (polite ? "polite-" : "rude-") + number + "-" + i;
			String prompt = (!polite && random.nextInt(200) == 0) ? "p".repeat(ConversationServer.MAX_BODY * 2) : nonce;
			calls.add(call(ollama, mode, nonce, prompt));
		}
		int concurrency = random.nextBoolean() ? 1 : calls.size();
		List<Outcome> outcomes = Flux.fromIterable(calls)
			.flatMap((call) -> call, concurrency)
			.collectList()
			.block(TIMEOUT);
		assertThat(outcomes).hasSize(calls.size());
		outcomes.forEach((outcome) -> check(outcome, polite));
		outcomes.forEach((outcome) -> this.server.forget(outcome.nonce()));
	}

	private static Mono<Outcome> call(GenerateTemplate ollama, CallMode mode, String nonce, String prompt) {
		Flux<GenerateResponse> answer = mode.send(ollama, prompt);
		return ((mode == CallMode.CALL) ? answer.subscribeOn(Schedulers.boundedElastic()) : answer)
			.map(GenerateResponse::response)
			.reduce("", String::concat)
			.map((text) -> new Outcome(nonce, text, null))
			.onErrorResume((ex) -> Mono.just(new Outcome(nonce, null, ex)));
	}

	private void check(Outcome outcome, boolean polite) {
		String nonce = outcome.nonce();
		String description = outcome + " with -Dollama.test.seed=" + SEED;
		this.calls.increment();
		if (outcome.failure() == null) {
			this.answers.increment();
			if (!nonce.equals(outcome.text()) && this.server.isUndetectable(outcome.text())) {
				this.undetectable.increment();
				return;
			}
			assertThat(outcome.text()).as(description).isEqualTo(nonce);
			return;
		}
		assertThat(outcome.failure()).as(description).isInstanceOf(GenerateException.class);
		assertThat(outcome.failure().toString()).as(description).doesNotContain(nonce);
		// disturbed, or not even read
		if (polite && this.server.hasSeen(nonce) && !this.server.isDisturbed(nonce)) {
			assertThat(outcome.failure()).as(description).isInstanceOf(GenerateResponseException.class);
			assertThat(((GenerateResponseException) outcome.failure()).status()).as(description)
				.isEqualTo(this.server.script(nonce, 1).status());
		}
	}

	private record Outcome(String nonce, String text, Throwable failure) {
	}

}
